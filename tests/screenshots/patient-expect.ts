import { expect as base } from '@playwright/test';

/** Waits as long as a busy machine may need for a screen. */
export const expect = base.configure({ timeout: 40_000 });
