import { z } from 'zod';

/**
 * Whose a key and a consent are (spec §2.1): `terminal` = this PC's own, for manual import; `shared` = every
 * terminal's, for auto import and stock link. The two never mix.
 */
export const sessionScopes = ['terminal', 'shared'] as const;
export const sessionScopeSchema = z.enum(sessionScopes);
export type SessionScope = z.infer<typeof sessionScopeSchema>;
