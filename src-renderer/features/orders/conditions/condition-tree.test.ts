import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conditionGroupSchema } from '#shared/domain/order-condition.ts';
import { orderFieldOf, orderFields } from '#shared/domain/order-fields.ts';
import {
  addPart,
  changePart,
  conditionsOf,
  type DraftGroup,
  deepestLevel,
  draftOf,
  isGroup,
  newCondition,
  newGroup,
  withField,
  withOperator,
} from './condition-tree.ts';
import { offeredOperators } from './operators.ts';

const allGroups = (group: DraftGroup, level = 1): { group: DraftGroup; level: number }[] => [
  { group, level },
  ...group.parts.flatMap((part) => (isGroup(part) ? allGroups(part, level + 1) : [])),
];

describe('condition tree', () => {
  it('comes back from a draft as it was', () => {
    const group = {
      join: 'or',
      parts: [
        { field: 'memo', operator: 'contains', values: ['急ぎ'] },
        { join: 'and', parts: [{ field: 'isSplit', operator: 'is_true', values: [] }] },
      ],
    } as const;
    expect(conditionsOf(draftOf(group as never))).toEqual(group);
  });

  it('leaves out groups without a condition', () => {
    let tree = draftOf(undefined);
    const inner = newGroup('or');
    tree = addPart(tree, tree.key, inner);
    const [only] = inner.parts;
    if (only) tree = changePart(tree, only.key, () => null);
    expect(conditionsOf(tree)).toEqual({ join: 'and', parts: [] });
  });

  it('fits the contract after any additions up to the deepest level', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ place: fc.nat(), isGroup: fc.boolean(), field: fc.nat() }), { maxLength: 15 }),
        (steps) => {
          let tree = draftOf(undefined);
          for (const step of steps) {
            const groups = allGroups(tree);
            const target = groups[step.place % groups.length];
            const field = orderFields[step.field % orderFields.length];
            if (!target || !field) continue;
            const part =
              step.isGroup && target.level < deepestLevel ? newGroup('or') : newCondition(field.id);
            tree = addPart(tree, target.group.key, part);
          }
          const filled = fillIn(tree);
          expect(conditionGroupSchema.safeParse(conditionsOf(filled)).success).toBe(true);
        },
      ),
    );
  });

  it('keeps the comparison when the next field is of the same kind, else begins anew', () => {
    const memo = { ...newCondition('memo'), operator: 'ends_with' as const, values: ['x'] };
    expect(withField(memo, 'notes')).toMatchObject({ field: 'notes', operator: 'ends_with', values: ['x'] });
    expect(withField(memo, 'money.totalYen')).toMatchObject({
      operator: 'equals',
      values: [''],
      key: memo.key,
    });
    const status = { ...newCondition('mallStatus'), values: ['on_hold'] };
    expect(withField(status, 'payment.payStatus').values).toEqual([]);
  });

  it.each(orderFields.map(({ id }) => id))('offers comparisons for %s whose values fit', (id) => {
    const type = orderFieldOf(id)?.type ?? 'text';
    for (const operator of offeredOperators(type, null)) {
      const { values } = withOperator(newCondition(id), operator);
      if (operator === 'between') expect(values).toHaveLength(2);
      else if (operator.startsWith('is_')) expect(values).toHaveLength(0);
      else if (!operator.endsWith('_of')) expect(values).toHaveLength(1);
    }
  });
});

/** Gives every condition values of its field's type. */
function fillIn(group: DraftGroup): DraftGroup {
  const samples: Record<string, string> = {
    number: '1',
    yen: '100',
    date: 'today',
    moment: 'today-3',
    phase: '1',
  };
  return {
    ...group,
    parts: group.parts.map((part) => {
      if (isGroup(part)) return fillIn(part);
      const field = orderFieldOf(part.field);
      const value = field?.choices?.[0] ?? samples[field?.type ?? ''] ?? 'x';
      const isMany = part.operator.endsWith('_of');
      return { ...part, values: isMany ? [value] : part.values.map(() => value) };
    }),
  };
}
