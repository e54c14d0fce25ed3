import type { ShopId } from '#shared/domain/ids.ts';
import type { SessionScope } from '#shared/domain/session-scope.ts';
import { createStore } from '../../lib/store.ts';

/** What the diagnosis is asked about; a null shop lets the person choose. */
export interface DiagnosisSubject {
  readonly shopId: ShopId | null;
  readonly scope: SessionScope;
  /** The code of the error that led here. */
  readonly errorCode?: string;
}

/** Open while it holds a subject. */
export const diagnosisStore = createStore<DiagnosisSubject | null>(null);

export function openDiagnosis(subject: DiagnosisSubject): void {
  diagnosisStore.set(subject);
}
