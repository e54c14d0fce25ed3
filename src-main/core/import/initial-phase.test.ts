import { describe, expect, it } from 'vitest';
import { fraudHoldStatuses, isHeld, mallStatuses } from '#shared/domain/order-status.ts';
import { phaseIdOf } from '#shared/domain/phase.ts';
import { initialPhase } from './initial-phase.ts';

describe('the first phase of an order', () => {
  it.each([
    ['processing', 'none', phaseIdOf.new],
    ['reserved', 'none', phaseIdOf.new],
    ['unknown', 'none', phaseIdOf.new],
    ['cancelled', 'none', phaseIdOf.cancelled],
    ['completed', 'released', phaseIdOf.completed],
    ['completed', 'confirmed', phaseIdOf.new],
  ] as const)('of a %s order with hold %s', (mallStatus, fraudHold, phase) => {
    expect(initialPhase({ mallStatus, fraudHold })).toBe(phase);
  });

  it('of a held order is 新規受付 or キャンセル, whatever the mall says', () => {
    for (const mallStatus of mallStatuses) {
      for (const fraudHold of fraudHoldStatuses.filter(isHeld)) {
        expect([phaseIdOf.new, phaseIdOf.cancelled]).toContain(initialPhase({ mallStatus, fraudHold }));
      }
    }
  });
});
