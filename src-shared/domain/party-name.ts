import type { Party } from './order.ts';

/** `山田 太郎`. */
export const partyName = (party: Party): string => `${party.lastName} ${party.firstName}`.trim();
