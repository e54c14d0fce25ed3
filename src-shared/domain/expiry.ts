import { z } from 'zod';
import { shopIdSchema } from './ids.ts';
import { mallCodeSchema, shopEnvironmentSchema } from './mall.ts';
import { sessionScopeSchema } from './session-scope.ts';
import { momentSchema } from './time.ts';

/**
 * What can expire (spec §2.5): Yahoo's public key, consent and API certificate; and what the other malls
 * have: an API key (au PAY, 90 days), a licence key (楽天, 90 days), a client secret (Amazon, 180 days).
 */
export const expiryKinds = [
  'consent',
  'public_key',
  'certificate',
  'api_key',
  'license_key',
  'client_secret',
] as const;
export const expiryKindSchema = z.enum(expiryKinds);
export type ExpiryKind = z.infer<typeof expiryKindSchema>;

/** From calm to stopped. `unknown`: nobody told when it was issued. */
export const expiryStates = ['ok', 'unknown', 'soon', 'urgent', 'expired'] as const;
export const expiryStateSchema = z.enum(expiryStates);
export type ExpiryState = z.infer<typeof expiryStateSchema>;

/** What no longer works once it has expired. `signing`: calls go on, but the consent shrinks to 12 hours. */
export const expiryEffects = ['manual_import', 'auto_import', 'stock_link', 'signing'] as const;
export const expiryEffectSchema = z.enum(expiryEffects);
export type ExpiryEffect = z.infer<typeof expiryEffectSchema>;

/** How it is renewed: the button of its row leads there. */
export const renewActions = [
  'start_consent',
  'email_auth',
  'replace_key',
  'replace_certificate',
  'renew_api_key',
] as const;
export const renewActionSchema = z.enum(renewActions);
export type RenewAction = z.infer<typeof renewActionSchema>;

export const expiryItemSchema = z.object({
  /** The same from start to start: shop, scope and kind. */
  id: z.string(),
  kind: expiryKindSchema,
  shopId: shopIdSchema,
  shopName: z.string(),
  mall: mallCodeSchema,
  environment: shopEnvironmentSchema,
  scope: sessionScopeSchema,
  state: expiryStateSchema,
  /** When it ends, or ended; null: unknown. */
  expiresAt: momentSchema.nullable(),
  /** Why it ends then, as a code for the texts: `signed`, `unsigned`, `mall_ended`, `withdrawn`, `one_year`, `dated`. */
  basis: z.string(),
  stops: z.array(expiryEffectSchema),
  renew: renewActionSchema,
});
export type ExpiryItem = z.infer<typeof expiryItemSchema>;

/** One warning: `distanceMs` before the end (0 = it has stopped). */
export const expiryWarningSchema = z.object({ item: expiryItemSchema, distanceMs: z.int().nonnegative() });
export type ExpiryWarning = z.infer<typeof expiryWarningSchema>;

/** The worst of several states. */
export function worstExpiry(states: readonly ExpiryState[]): ExpiryState {
  return states.reduce<ExpiryState>(
    (worst, state) => (expiryStates.indexOf(state) > expiryStates.indexOf(worst) ? state : worst),
    'ok',
  );
}
