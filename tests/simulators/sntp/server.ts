import { createSocket } from 'node:dgram';
import type { AddressInfo } from 'node:net';

const ntpToEpochMs = 2_208_988_800_000;

/** How the server answers; all can be changed while it runs. */
export interface SntpBehaviour {
  /** Its clock minus the computer's. */
  offsetMs: number;
  stratum: number;
  leap: number;
  mode: number;
  version: number;
  rootDelaySeconds: number;
  rootDispersionSeconds: number;
  referenceId: string;
  /** The next so many requests get no answer. */
  lose: number;
  /** Answers whose originate timestamp is not the request's. */
  wrongOriginate: boolean;
  /** Bytes of the answer. */
  length: number;
  zeroTransmit: boolean;
}

export interface SntpServer {
  /** `127.0.0.1:port`, as in the endpoints. */
  readonly address: string;
  readonly behaviour: SntpBehaviour;
  /** Requests as received. */
  readonly requests: Buffer[];
  close(): Promise<void>;
}

/** A tiny time server on the loopback interface. */
export async function startSntpServer(behaviour: Partial<SntpBehaviour> = {}): Promise<SntpServer> {
  const socket = createSocket('udp4');
  const shape: SntpBehaviour = {
    offsetMs: 0,
    stratum: 2,
    leap: 0,
    mode: 4,
    version: 4,
    rootDelaySeconds: 0.002,
    rootDispersionSeconds: 0.001,
    referenceId: 'TEST',
    lose: 0,
    wrongOriginate: false,
    length: 48,
    zeroTransmit: false,
    ...behaviour,
  };
  const requests: Buffer[] = [];
  socket.on('message', (request, from) => {
    const receivedAt = Date.now() + shape.offsetMs;
    requests.push(request);
    if (shape.lose > 0) {
      shape.lose -= 1;
      return;
    }
    socket.send(answer(request, receivedAt, shape), from.port, from.address);
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  const { port } = socket.address() as AddressInfo;
  return {
    address: `127.0.0.1:${port}`,
    behaviour: shape,
    requests,
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}

function answer(request: Buffer, receivedAt: number, shape: SntpBehaviour): Buffer {
  const packet = Buffer.alloc(48);
  packet[0] = (shape.leap << 6) | (shape.version << 3) | shape.mode;
  packet[1] = shape.stratum;
  packet.writeUInt32BE(Math.round(shape.rootDelaySeconds * 65_536), 4);
  packet.writeUInt32BE(Math.round(shape.rootDispersionSeconds * 65_536), 8);
  packet.write(shape.referenceId, 12, 4, 'latin1');
  request.copy(packet, 24, 40, 48);
  if (shape.wrongOriginate) packet[24] = ~(packet[24] ?? 0) & 0xff;
  writeTimestamp(packet, 32, receivedAt);
  if (!shape.zeroTransmit) writeTimestamp(packet, 40, Date.now() + shape.offsetMs);
  return packet.subarray(0, shape.length);
}

function writeTimestamp(packet: Buffer, offset: number, at: number): void {
  const ntp = at + ntpToEpochMs;
  packet.writeUInt32BE(Math.floor(ntp / 1000) % 4_294_967_296, offset);
  packet.writeUInt32BE(Math.floor(((ntp % 1000) / 1000) * 4_294_967_296), offset + 4);
}
