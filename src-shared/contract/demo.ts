import { z } from 'zod';
import { command, emptySchema } from './base.ts';
import { importRunSchema } from './imports.ts';
import { shopSchema } from './shops.ts';

export const demoContract = {
  /** Starts the simulated mall, connects its demo shop through the consent flow and imports. Repeating it is harmless. */
  start: command.input(emptySchema).output(z.object({ shop: shopSchema, run: importRunSchema })),
};
