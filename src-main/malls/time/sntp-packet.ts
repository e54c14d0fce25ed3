import { TimeSourceError } from '../../core/ports/time-source.ts';

/** Length of a packet without extensions (RFC 5905 §7.3). */
const packetBytes = 48;
/** Leap indicator 0, version 4, mode 3 (client). */
const clientHeader = 0x23;
/** From NTP's 1900 to the epoch of 1970, in ms. */
const ntpToEpochMs = 2_208_988_800_000;
/** One era of 32-bit seconds; the next begins on 2036-02-07. */
const eraMs = 4_294_967_296_000;
/** A server that is further than this from the truth by its own account is of no use (RFC 5905: MAXDIST 1.5 s). */
const usableErrorMs = 1_500;

const unsynchronised = 3;
const serverMode = 4;
const highestStratum = 15;

/**
 * A request. `cookie` (8 bytes) stands in the transmit timestamp and comes back as the originate timestamp: a
 * random one shows that an answer belongs to this request, and tells nobody how this PC's clock stands.
 */
export function sntpRequest(cookie: Uint8Array): Buffer {
  const packet = Buffer.alloc(packetBytes);
  packet[0] = clientHeader;
  packet.set(cookie, 40);
  return packet;
}

/** The cookie an answer brings back, or null when it is no packet at all. */
export function cookieOf(packet: Buffer): Buffer | null {
  return packet.length < packetBytes ? null : packet.subarray(24, 32);
}

/**
 * The server's time: when it received the request, when it answered, and how far it may itself be off.
 * Checks of RFC 4330 §5; throws TimeSourceError `kiss_of_death`, `unsynchronised`, `bad_answer`.
 */
export function readSntpAnswer(packet: Buffer): { receivedAt: number; answeredAt: number; errorMs: number } {
  const first = packet.readUInt8(0);
  const stratum = packet.readUInt8(1);
  if ((first & 7) !== serverMode || ((first >> 3) & 7) < 3) throw bad('mode or version');
  if (stratum === 0) {
    const kiss = packet.toString('latin1', 12, 16).replace(/[^A-Z]/g, '');
    throw new TimeSourceError('kiss_of_death', `The time server refuses to answer (${kiss})`);
  }
  const receivedAt = timestamp(packet, 32);
  const answeredAt = timestamp(packet, 40);
  const errorMs = (Math.abs(shortSeconds(packet, 4)) / 2 + shortSeconds(packet, 8)) * 1000;
  if (first >> 6 === unsynchronised || stratum > highestStratum || errorMs > usableErrorMs) {
    throw new TimeSourceError('unsynchronised', 'The time server does not know the time itself');
  }
  if (receivedAt === null || answeredAt === null || answeredAt < receivedAt) throw bad('timestamps');
  return { receivedAt, answeredAt, errorMs };
}

function bad(what: string): TimeSourceError {
  return new TimeSourceError('bad_answer', `The time server's answer is wrong (${what})`);
}

/** 32 bits of seconds and 32 of fraction, as epoch ms; null when not set. Eras as in RFC 4330 §3. */
function timestamp(packet: Buffer, offset: number): number | null {
  const seconds = packet.readUInt32BE(offset);
  const fraction = packet.readUInt32BE(offset + 4);
  if (seconds === 0 && fraction === 0) return null;
  const era = seconds >= 0x8000_0000 ? 0 : eraMs;
  return seconds * 1000 + (fraction / 4_294_967_296) * 1000 + era - ntpToEpochMs;
}

/** 16 bits of seconds and 16 of fraction. */
function shortSeconds(packet: Buffer, offset: number): number {
  return packet.readUInt32BE(offset) / 65_536;
}
