import { AppError } from '#shared/domain/errors.ts';
import type { Database } from '../database.ts';
import { done, type Handler } from './write-context.ts';

interface RuleRow {
  readonly id: string;
  readonly version: number;
  readonly name: string;
}

function createRuleFinder(database: Database): (id: string, expectedVersion: number) => RuleRow {
  const find = database.query<RuleRow>('SELECT id, version, name FROM import_rules WHERE id = ?');
  return (id, expected) => {
    const rule = find.get(id);
    if (rule === undefined) {
      throw new AppError('not_found', 'No such rule', { details: { entity: 'rule', id } });
    }
    if (rule.version !== expected) {
      throw new AppError('conflict', 'The rule was changed by someone else', {
        details: { entity: 'rule', id, expected, found: rule.version },
      });
    }
    return rule;
  };
}

/** Creates a rule after all others, or changes one. */
export function createRuleSave(database: Database): Handler<'rule.save'> {
  const find = createRuleFinder(database);
  const insert = database.query(
    `INSERT INTO import_rules (id, version, name, position, is_on, conditions, phase_id)
     VALUES (?, 1, ?, (SELECT ifnull(max(position), 0) + 1 FROM import_rules), ?, ?, ?)`,
  );
  const update = database.query(
    'UPDATE import_rules SET version = version + 1, name = ?, is_on = ?, conditions = ?, phase_id = ? WHERE id = ?',
  );
  return (context, { expectedVersion, rule }) => {
    const values = [rule.name, Number(rule.isOn), JSON.stringify(rule.where), rule.phaseId] as const;
    if (expectedVersion === null) insert.run(rule.id, ...values);
    else update.run(...values, find(rule.id, expectedVersion).id);
    context.touch('rule', rule.id);
    context.remember({
      entity: 'rule',
      key: rule.id,
      action: expectedVersion === null ? 'created' : 'updated',
      changes: [{ field: 'rule', before: '', after: JSON.stringify(rule) }],
    });
    return done;
  };
}

/** The rules named are tried first, in their order. */
export function createRuleReorder(database: Database): Handler<'rule.reorder'> {
  const all = database.query<{ id: string }>('SELECT id FROM import_rules ORDER BY position, id');
  const move = database.query('UPDATE import_rules SET position = ? WHERE id = ?');
  return (context, { ids }) => {
    const wanted = new Map([...new Set(ids)].map((id, at) => [id, at] as const));
    const rank = ({ id }: { id: string }): number => wanted.get(id) ?? wanted.size;
    const sorted = all.all().toSorted((left, right) => rank(left) - rank(right));
    sorted.forEach(({ id }, at) => {
      move.run(at + 1, id);
      context.touch('rule', id);
    });
    const order = sorted.map(({ id }) => id).join(' ');
    context.remember({
      entity: 'rule',
      key: '',
      action: 'reordered',
      changes: [{ field: 'order', before: '', after: order }],
    });
    return done;
  };
}

export function createRuleRemove(database: Database): Handler<'rule.remove'> {
  const find = createRuleFinder(database);
  const remove = database.query('DELETE FROM import_rules WHERE id = ?');
  return (context, { id, expectedVersion }) => {
    const { name } = find(id, expectedVersion);
    remove.run(id);
    context.touch('rule', id);
    const changes = [{ field: 'name', before: name, after: '' }];
    context.remember({ entity: 'rule', key: id, action: 'removed', changes });
    return done;
  };
}
