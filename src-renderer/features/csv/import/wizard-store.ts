import type { CsvCheck, CsvMapping } from '#shared/contract/csv.ts';
import { createStore } from '../../../lib/store.ts';

/** A file that the data host has. */
export interface StagedFile {
  readonly fileId: string;
  readonly name: string;
}

/** Where the operator is; it stays while other screens are looked at. */
export type Wizard =
  | { readonly step: 'file' }
  | { readonly step: 'columns'; readonly file: StagedFile; readonly mapping: CsvMapping | null }
  | { readonly step: 'check'; readonly file: StagedFile; readonly mapping: CsvMapping }
  | { readonly step: 'result'; readonly file: StagedFile; readonly jobId: string; readonly check: CsvCheck };

export const wizardSteps = ['file', 'columns', 'check', 'result'] as const satisfies Wizard['step'][];

export const wizardStore = createStore<Wizard>({ step: 'file' });
