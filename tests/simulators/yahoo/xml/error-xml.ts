import type { XmlStyle } from './style.ts';

/** What a failed call says. A field that is absent has no element at all. */
export interface MallError {
  readonly code?: string;
  readonly message: string;
  readonly detail?: string;
  /** Message before Code, as px-04102 is always written. */
  readonly messageFirst?: boolean;
}

/** The top-level `<Error>` answer (spec §1.5, §3.9): element order and presence of Detail vary. */
export function errorXml(style: XmlStyle, error: MallError): string {
  const message = style.plain('Message', error.message);
  const code = error.code === undefined ? '' : style.plain('Code', error.code);
  const detail = error.detail === undefined ? '' : style.plain('Detail', error.detail);
  const messageFirst = error.messageFirst ?? style.coin();
  const body = messageFirst ? message + code + detail : code + message + detail;
  return `${style.declaration()}<Error>\n${body}</Error>`;
}
