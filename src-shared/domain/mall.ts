import { z } from 'zod';

/** The malls a shop can stand on (spec §1). The code is what the database and the contract carry. */
export const mallCodes = ['yahoo', 'aupay', 'rakuten', 'amazon'] as const;
export const mallCodeSchema = z.enum(mallCodes);
export type MallCode = z.infer<typeof mallCodeSchema>;

/**
 * Which of a mall's environments a shop talks to. `demo` is the built-in simulated mall: its addresses
 * are known only while the demo runs, and nothing of it ever reaches a real mall.
 */
export const shopEnvironments = ['production', 'test', 'demo'] as const;
export const shopEnvironmentSchema = z.enum(shopEnvironments);
export type ShopEnvironment = z.infer<typeof shopEnvironmentSchema>;
