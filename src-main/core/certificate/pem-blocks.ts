/** One `-----BEGIN x-----` block. */
export interface PemBlock {
  readonly label: string;
  /** The old OpenSSL form: headers inside the block say that its content is encrypted (RFC 1421 `Proc-Type`). */
  readonly encrypted: boolean;
  readonly der: Uint8Array;
}

const block = /-----BEGIN ([A-Z0-9 ]{1,40})-----([^-]*(?:-(?!----)[^-]*)*)-----END \1-----/g;
const header = /^[A-Za-z-]+:.*$/gm;

/**
 * The PEM blocks of a file in their order; none when it is no PEM. Text around blocks (as `openssl x509 -text`
 * writes), CRLF, a byte order mark and UTF-16 (Windows' editor) do not matter.
 */
export function pemBlocks(bytes: Uint8Array): PemBlock[] {
  return [...decodeText(bytes).matchAll(block)].map(([, label = '', body = '']) => ({
    label,
    encrypted: /Proc-Type:\s*4\s*,\s*ENCRYPTED/.test(body),
    der: Buffer.from(body.replace(header, '').replace(/\s+/g, ''), 'base64'),
  }));
}

function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder('latin1').decode(bytes);
}
