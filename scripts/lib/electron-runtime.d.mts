export interface ElectronRuntime {
  readonly directory: string;
  readonly executable: string;
  readonly source: 'installed' | 'override' | 'registry';
  readonly isFallback: boolean;
}
export function resolveElectronRuntime(): Promise<ElectronRuntime>;
