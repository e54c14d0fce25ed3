import { type KeyPairKeyObjectResult, sign } from 'node:crypto';

// The few DER pieces an X.509 certificate (RFC 5280 §4.1) is made of; Node can read one but not make one.

function tagged(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}
const sequence = (...parts: Buffer[]) => tagged(0x30, ...parts);
const bytes = (hex: string) => Buffer.from(hex, 'hex');

const sha256WithRsa = sequence(tagged(0x06, bytes('2a864886f70d01010b')), tagged(0x05));
const commonName = (name: string) =>
  sequence(tagged(0x31, sequence(tagged(0x06, bytes('550403')), tagged(0x0c, Buffer.from(name)))));
const utcTime = (text: string) => tagged(0x17, Buffer.from(text));

/** A PEM certificate for 127.0.0.1, signed by its own key and valid from 2020 to 2049. */
export function selfSignedCertificate({ publicKey, privateKey }: KeyPairKeyObjectResult): string {
  const name = commonName('127.0.0.1');
  const alternativeName = sequence(
    tagged(0x06, bytes('551d11')),
    tagged(0x04, sequence(tagged(0x87, bytes('7f000001')))),
  );
  const body = sequence(
    tagged(0xa0, tagged(0x02, bytes('02'))),
    tagged(0x02, bytes('01')),
    sha256WithRsa,
    name,
    sequence(utcTime('200101000000Z'), utcTime('491231235959Z')),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(alternativeName)),
  );
  const signature = tagged(0x03, bytes('00'), sign('sha256', body, privateKey));
  const base64 = sequence(body, sha256WithRsa, signature).toString('base64');
  return `-----BEGIN CERTIFICATE-----\n${base64.replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
}
