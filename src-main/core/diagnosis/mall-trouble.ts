import type { FixAction } from '#shared/contract/diagnosis.ts';
import type { AppErrorShape } from '#shared/domain/errors.ts';

/** What a refusal of the mall means to the operator, as a code for the texts, and what mends it. */
export interface MallTrouble {
  readonly evidence: string;
  readonly fix: FixAction;
}

const trouble = (evidence: string, fix: FixAction): MallTrouble => ({ evidence, fix });

const sessionExpired = trouble('session_expired', 'start_consent');
const ipUnknown = trouble('ip_not_registered', 'open_mall_applications');
const appUnknown = trouble('app_not_registered', 'open_mall_applications');
const notPermitted = trouble('not_permitted', 'open_mall_applications');
const sellerNotAllowed = trouble('seller_not_allowed', 'start_consent');
const sellerInvalid = trouble('seller_invalid', 'open_shop_settings');
const maintenance = trouble('maintenance', 'run_again');
const busy = trouble('busy', 'run_again');
const network = trouble('network', 'run_again');
const consentGone = trouble('consent_gone', 'start_consent');
const clockRefused = trouble('clock_refused', 'open_date_settings');

/** By the mall's own code (yahoo §1.5, §3.9), which says most, and by this product's. */
const troubles: Readonly<Record<string, MallTrouble>> = {
  'px-04102': sessionExpired,
  // Permission of the ID missing, or a public key sent without its version (yahoo §1.5).
  'px-14303': trouble('permission_or_key_pair', 'open_key'),
  'px-04306': ipUnknown,
  'px-04303': appUnknown,
  'px-04307': notPermitted,
  'px-14304': sellerNotAllowed,
  'px-04001': sellerInvalid,
  'ed-00003': sellerInvalid,
  'ed-00004': sellerInvalid,
  'ed-00005': sellerInvalid,
  'ed-00002': maintenance,
  'ed-00006': busy,
  mall_session_expired: sessionExpired,
  mall_ip_not_registered: ipUnknown,
  mall_app_not_registered: appUnknown,
  mall_not_permitted: notPermitted,
  mall_seller_not_allowed: sellerNotAllowed,
  mall_seller_invalid: sellerInvalid,
  mall_scope_missing: trouble('scope_missing', 'open_mall_applications'),
  mall_maintenance: maintenance,
  mall_busy: busy,
  mall_rate_limited: busy,
  mall_server_error: busy,
  mall_timeout: network,
  mall_unreachable: network,
  consent_required: consentGone,
  mall_token_expired: consentGone,
  mall_token_invalid: consentGone,
  mall_auth_missing: consentGone,
  auth_client_invalid: trouble('client_invalid', 'open_shop_settings'),
};

export function troubleOfCode(code: string): MallTrouble {
  if (code.startsWith('clock_')) return clockRefused;
  const known = Object.hasOwn(troubles, code) ? troubles[code] : undefined;
  return known ?? trouble('other', 'run_again');
}

/** The code that says most about a failed call: the mall's own, if its meaning is known. */
export function codeOfError(error: AppErrorShape): string {
  const mallCode = String(error.details.mallCode ?? '');
  return Object.hasOwn(troubles, mallCode) ? mallCode : error.code;
}
