import type { Page } from '@playwright/test';

/** The product while a test drives it, in whatever shell it runs. */
export interface RunningApp {
  /** The window; a restart replaces it. */
  page(): Page;
  /** Ends the product as a person would and starts it again on the same data. */
  restart(): Promise<void>;
  /** Ends the product and removes its data. */
  close(): Promise<void>;
}

export interface AppOptions {
  /** JUCHUBAN_ENDPOINTS for the data host: a path of a JSON file. */
  readonly endpointsFile: string;
  readonly viewport: { readonly width: number; readonly height: number };
  readonly colorScheme: 'light' | 'dark';
}
