import { Agent, buildConnector, errors } from 'undici';

/** A certificate and its key, PEM. */
export interface KeyPair {
  readonly cert: string;
  readonly key: string;
}

/** Who presents a client certificate, and how to get at the pair when a connection is opened. */
export interface ClientIdentity {
  /** Whose connections these are: one shop's are never used for another. */
  readonly owner: string;
  readonly fingerprint: string;
  /** The pair, or null when it was removed meanwhile: then the connection is made without one. */
  lease(): Promise<KeyPair | null>;
}

/**
 * Connection pools that present a client certificate, one for each owner. The pair is borrowed for the opening
 * of a connection and not kept; another certificate of the same owner gets connections of its own.
 */
export class IdentityPools {
  readonly #options: Agent.Options;
  readonly #connectMs: number;
  readonly #pools = new Map<string, { fingerprint: string; agent: Agent; identity: ClientIdentity }>();

  constructor(connectMs: number, options: Agent.Options) {
    this.#connectMs = connectMs;
    this.#options = options;
  }

  agentOf(identity: ClientIdentity): Agent {
    const { owner, fingerprint } = identity;
    const existing = this.#pools.get(owner);
    if (existing?.fingerprint === fingerprint) {
      existing.identity = identity;
      return existing.agent;
    }
    // Calls under way end on their old connections.
    void existing?.agent.close();
    const connect: buildConnector.connector = (options, callback) => {
      this.#connector(owner, options.protocol)
        .then((connector) => connector(options, callback))
        .catch((error: Error) => callback(error, null));
    };
    const agent = new Agent({ ...this.#options, connect });
    this.#pools.set(owner, { fingerprint, agent, identity });
    return agent;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#pools.values()].map(({ agent }) => agent.close()));
  }

  async #connector(owner: string, protocol: string): Promise<buildConnector.connector> {
    const pair = protocol === 'https:' ? await this.#pools.get(owner)?.identity.lease() : null;
    return buildConnector({ timeout: this.#connectMs, ...(pair ?? {}) });
  }
}

/** A server's TLS alerts about what we presented (RFC 8446 §6.2), as OpenSSL names them. */
const alerts =
  /ALERT_(NO_|BAD_|UNSUPPORTED_)?CERTIFICATE|ALERT_(UNKNOWN_CA|ACCESS_DENIED|DECRYPT_ERROR|HANDSHAKE_FAILURE)/;

/**
 * Whether a failed call that presented a certificate failed because of it. With TLS 1.3 a server judges it after
 * our side has finished, and often all that can be seen is a connection closed before the first byte: `probable`.
 */
export function refusalOf(cause: unknown, code: string): 'certain' | 'probable' | null {
  if (alerts.test(code)) return 'certain';
  const isClosedUnanswered = cause instanceof errors.SocketError && cause.socket?.bytesRead === 0;
  return isClosedUnanswered ? 'probable' : null;
}
