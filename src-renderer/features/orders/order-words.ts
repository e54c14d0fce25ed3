import i18next, { type TFunction } from 'i18next';
import type { OrderView } from '#shared/contract/orders.ts';
import type { Phase } from '#shared/domain/phase.ts';
import { currentLanguage } from '../../lib/i18n.ts';

const builtInPhaseIds = [1, 2, 3, 4, 5, 6, 7, 8] as const;
const fixedViewIds = ['all', 'held', 'unpaid', 'failed', 'overdue', 'errors', 'outboxTrouble'] as const;

/** A phase as the operator named it; the built-in ones are translated in English. */
export function phaseName(t: TFunction, id: number, phase: Phase | undefined): string {
  const builtIn = builtInPhaseIds.find((known) => known === id);
  if (builtIn) {
    // A name the shop gave itself is nobody's to translate.
    const isStandard = !phase || phase.name === i18next.getFixedT('ja')(`orders.phases.${builtIn}`);
    if (isStandard && (currentLanguage() === 'en' || !phase)) return t(`orders.phases.${builtIn}`);
  }
  return phase?.name ?? String(id);
}

/** A view's name: the operator's own, the phase's of `phase:<id>`, or the text of a fixed one. */
export function viewName(t: TFunction, view: OrderView, phases: readonly Phase[]): string {
  if (view.name) return view.name;
  const phaseId = Number(/^phase:(\d+)$/.exec(view.id)?.[1]);
  if (phaseId) {
    return phaseName(
      t,
      phaseId,
      phases.find((phase) => phase.id === phaseId),
    );
  }
  const fixed = fixedViewIds.find((known) => known === view.id);
  return fixed ? t(`orders.viewNames.${fixed}`) : view.id;
}
