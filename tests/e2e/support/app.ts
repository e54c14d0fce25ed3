import type { Page } from '@playwright/test';

/** The product while a test drives it, in whatever shell it runs. */
export interface RunningApp {
  /** The window; a restart replaces it. */
  page(): Page;
  /** What `act` lets the person save: the file as it lies on the disk afterwards. */
  savedBy(act: () => Promise<void>): Promise<SavedFile>;
  /** Ends the product as a person would and starts it again on the same data. */
  restart(): Promise<void>;
  /** Ends the product and removes its data. */
  close(): Promise<void>;
}

export interface SavedFile {
  /** The name that was proposed. */
  readonly name: string;
  readonly bytes: Buffer;
}

export interface AppOptions {
  /** JUCHUBAN_ENDPOINTS for the data host: a path of a JSON file. */
  readonly endpointsFile: string;
  readonly viewport: { readonly width: number; readonly height: number };
  readonly colorScheme: 'light' | 'dark';
}
