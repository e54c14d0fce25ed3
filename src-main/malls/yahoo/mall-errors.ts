import { AppError, type ErrorCode } from '#shared/domain/errors.ts';

/** Everything an answer says about a failure; texts are '' when the mall gave none. */
export interface MallFailure {
  readonly httpStatus: number;
  readonly code: string;
  readonly message: string;
  readonly detail: string;
  /** `WWW-Authenticate` and `X-YahooJ-AuthError` together, where the reason of a 401 stands too. */
  readonly authHeaders: string;
}

interface Meaning {
  readonly code: ErrorCode;
  /** The same call may succeed later without anyone doing anything. */
  readonly retryable: boolean;
}

const lasting = (code: ErrorCode): Meaning => ({ code, retryable: false });
const passing = (code: ErrorCode): Meaning => ({ code, retryable: true });

/** The px, od and ed codes whose meaning is known (yahoo §1.5, §3.9). */
export const knownMallCodes: Readonly<Record<string, Meaning>> = {
  'px-04001': lasting('mall_seller_invalid'),
  'px-04102': lasting('mall_session_expired'),
  'px-04303': lasting('mall_app_not_registered'),
  'px-04306': lasting('mall_ip_not_registered'),
  'px-04307': lasting('mall_not_permitted'),
  'px-04400': lasting('mall_url_unknown'),
  'px-14303': lasting('mall_not_permitted'),
  'px-14304': lasting('mall_seller_not_allowed'),
  od90101: lasting('mall_request_rejected'),
  // Added to the mall's list on the day the fraud hold came: most likely its refusal (yahoo §3.4).
  od90166: lasting('mall_order_held'),
  od91133: lasting('mall_request_rejected'),
  od91801: lasting('mall_order_not_found'),
  od91001: passing('mall_server_error'),
  'ed-00000': lasting('mall_order_not_found'),
  'ed-00001': passing('mall_server_error'),
  'ed-00002': passing('mall_maintenance'),
  'ed-00003': lasting('mall_seller_invalid'),
  'ed-00004': lasting('mall_seller_invalid'),
  'ed-00005': lasting('mall_seller_invalid'),
  'ed-00006': passing('mall_busy'),
};

/** Failures without a code are told apart by their wording (yahoo §1.5 b, c, d). First match wins. */
const wordings: readonly (readonly [RegExp, Meaning])[] = [
  [/expired token|token is expired/i, lasting('mall_token_expired')],
  [/insufficient[_ ]scope/i, lasting('mall_scope_missing')],
  [
    /authentication parameters in your request|required authentication information/i,
    lasting('mall_auth_missing'),
  ],
  [/invalid[_ ]token|invalid token format|token is invalid/i, lasting('mall_token_invalid')],
  // The mall's own words for the one-second block are not documented (yahoo §3.11): any that speak of a limit.
  [/too many requests|requests? exceeded|exceeded the limit/i, passing('mall_rate_limited')],
  [/your request was forbidden/i, lasting('mall_not_permitted')],
];

/** Refusals by the order's state whose codes are not documented: the words were seen in the field (yahoo §3.4). */
const stateRefusals: readonly (readonly [RegExp, Meaning])[] = [
  [/cannot be operated.*FraudHold/i, lasting('mall_order_held')],
  [/cannot be operated/i, lasting('mall_transition_refused')],
];

const maxText = 500;

/**
 * The coded error for a failure the mall reported. What the mall wrote is kept in `details` (`mallCode`,
 * `mallMessage`, `mallDetail`, `httpStatus`); an unknown code becomes `mall_error_unknown` with them.
 */
export function mallError(failure: MallFailure): AppError {
  const meaning = meaningOf(failure);
  const said = [failure.code, failure.message].filter((part) => part !== '').join(': ');
  return new AppError(
    meaning.code,
    `The mall refused the call (HTTP ${failure.httpStatus})${said === '' ? '' : ` ${said.slice(0, maxText)}`}`,
    {
      details: {
        httpStatus: failure.httpStatus,
        mallCode: failure.code.slice(0, 50),
        mallMessage: failure.message.slice(0, maxText),
        mallDetail: failure.detail.slice(0, maxText),
      },
      retryable: meaning.retryable,
    },
  );
}

function meaningOf(failure: MallFailure): Meaning {
  if (failure.code !== '') {
    const known = Object.hasOwn(knownMallCodes, failure.code) ? knownMallCodes[failure.code] : undefined;
    if (known !== undefined) return known;
    for (const [pattern, meaning] of stateRefusals) if (pattern.test(failure.message)) return meaning;
    const passes = failure.httpStatus === 429 || failure.httpStatus >= 500;
    return { code: 'mall_error_unknown', retryable: passes };
  }
  const words = `${failure.message} ${failure.authHeaders}`;
  for (const [pattern, meaning] of wordings) if (pattern.test(words)) return meaning;
  switch (failure.httpStatus) {
    case 400:
      return lasting('mall_request_rejected');
    case 401:
      return lasting('mall_token_invalid');
    case 404:
      return lasting('mall_url_unknown');
    case 429:
      return passing('mall_rate_limited');
    case 503:
      return passing('mall_maintenance');
    default:
      return failure.httpStatus >= 500 ? passing('mall_server_error') : lasting('mall_error_unknown');
  }
}

/** Families of codes that speak about the call's own order rather than about the connection. */
const orderFamily = /^od\d/;

/**
 * Whether an error concerns the one order asked for, so that the others can go on: an unusable answer, an
 * unknown order, or a refusal by the order API itself (`od…`). A refused parameter is the order's only
 * when the mall names the order id; otherwise every call would be refused alike.
 */
export function concernsOneOrder(error: AppError): boolean {
  if (error.code === 'mall_answer_broken') return error.details.reason !== 'redirect';
  if (error.code === 'mall_order_not_found') return true;
  const mallCode = String(error.details.mallCode ?? '');
  if (error.code === 'mall_request_rejected') {
    return mallCode === 'od91133' || /OrderId/i.test(String(error.details.mallMessage ?? ''));
  }
  return orderFamily.test(mallCode);
}
