import { AppError } from '#shared/domain/errors.ts';

/** What a redirected address says (yahoo §1.2). */
export type Redirected =
  | { readonly kind: 'code'; readonly code: string }
  | {
      readonly kind: 'error';
      readonly error: string;
      readonly description: string;
      readonly errorCode: string;
    };

/** What a pasted text names, before it is known which attempt it belongs to. */
export interface PastedText {
  /** Every `state` that one of the readings shows. */
  readonly states: readonly string[];
  /** A code pasted alone, without its address. */
  readonly bareCode: string | null;
}

/** Parameter values are URL-safe text; anything else (a Japanese sentence after the address) ends them. */
const parameter = /[?&#]([a-z_]+)=([A-Za-z0-9._~%+/=:@!$'()*,;-]*)/gi;

/**
 * Reads what the operator pasted, or what loopback and custom scheme delivered. Mail programs break long
 * addresses and people copy a word too much, so three readings are tried – line breaks removed, all blanks
 * removed, up to the first blank – and the one whose `state` is ours counts. A bare code is refused: without
 * the state nobody can tell whose consent it is.
 * Throws AppError `consent_code_missing` or `consent_state_mismatch` with a `reason` in the details, and
 * `consent_redirect_mismatch` for the address of some other page than the callback.
 */
export function readRedirected(pasted: string, expectedState: string, redirectUri: string): Redirected {
  const text = plainText(pasted);
  if (text === '') throw codeMissing('empty');
  let seen: Map<string, string> | null = null;
  for (const reading of readingsOf(text)) {
    const parameters = parametersOf(reading);
    const complete = parameters.has('code') || parameters.has('error');
    if (complete && parameters.get('state') === expectedState) return understood(parameters);
    if (complete || parameters.has('state')) seen ??= parameters;
  }
  throw refusal(seen, text, redirectUri);
}

/**
 * Looks at a pasted text without judging it: the states it may belong to, or a code that came alone (spec
 * §2.1 email authentication: "address/code").
 */
export function inspectPasted(pasted: string): PastedText {
  const text = plainText(pasted);
  const states = readingsOf(text).flatMap((reading) => parametersOf(reading).get('state') ?? []);
  const joined = text.replace(/\s+/g, '');
  const code = /^(?:code=)?([A-Za-z0-9._~-]{6,})$/.exec(joined)?.[1] ?? null;
  return { states: [...new Set(states)], bareCode: states.length === 0 ? code : null };
}

function plainText(pasted: string): string {
  return pasted.replaceAll('&amp;', '&').replaceAll('\u3000', ' ').trim();
}

/** Line breaks removed, all blanks removed, up to the first blank. */
function readingsOf(text: string): string[] {
  const joined = text.replace(/[ \t]*[\r\n]+[ \t]*/g, '');
  return [joined.split(' '), [joined.replace(/\s+/g, '')], text.split(/\s+/)].flat();
}

function parametersOf(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, name = '', value = ''] of text.matchAll(parameter)) {
    if (!found.has(name)) found.set(name, decoded(value));
  }
  return found;
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value.replaceAll('+', ' '));
  } catch {
    return value;
  }
}

function understood(parameters: Map<string, string>): Redirected {
  const error = parameters.get('error') ?? '';
  if (error !== '') {
    return {
      kind: 'error',
      error,
      description: parameters.get('error_description') ?? '',
      errorCode: parameters.get('error_code') ?? '',
    };
  }
  const code = parameters.get('code') ?? '';
  if (code === '') throw codeMissing('code_empty');
  return { kind: 'code', code };
}

/** Why none of the readings could be used. */
function refusal(seen: Map<string, string> | null, text: string, redirectUri: string): AppError {
  if (!seen?.has('code') && isOtherPage(text, redirectUri)) {
    return new AppError('consent_redirect_mismatch', 'The pasted address is not one of the callback', {
      details: { redirectUri },
    });
  }
  if (seen === null) {
    return codeMissing(/^[A-Za-z0-9._~-]{6,}$/.test(text) ? 'code_without_address' : 'no_code');
  }
  if (!seen.has('code') && !seen.has('error')) return codeMissing('no_code');
  const reason = seen.has('state') ? 'state_differs' : 'state_missing';
  return new AppError('consent_state_mismatch', `The redirected address is not of this attempt (${reason})`, {
    details: { reason },
  });
}

function codeMissing(reason: string): AppError {
  return new AppError('consent_code_missing', `The pasted text holds no usable address (${reason})`, {
    details: { reason },
  });
}

/** A complete address of another page: most often the mall's own page that refuses the callback. */
function isOtherPage(text: string, redirectUri: string): boolean {
  if (!/^https?:/.test(text) || !URL.canParse(text)) return false;
  const [given, callback] = [new URL(text), new URL(redirectUri)];
  return given.origin !== callback.origin || given.pathname !== callback.pathname;
}
