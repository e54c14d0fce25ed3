import { AppError } from '#shared/domain/errors.ts';
import type { SecretRef, SecretStore } from '../../core/ports/secret-store.ts';
import type {
  DemoAnswer,
  DemoCall,
  HostMessage,
  MainMessage,
  SecretAnswer,
  SecretCall,
} from '../control-protocol.ts';
import type { DemoSource } from '../demo/host-demo-mall.ts';

type Answer = Extract<MainMessage, { type: 'secret-answer' | 'demo-answer' | 'request-failed' }>;

/** What the host asks of main: each question waits for the answer with its number. */
export class MainRequests {
  readonly #send: (message: HostMessage) => void;
  readonly #waiting = new Map<number, PromiseWithResolvers<Answer>>();
  #count = 0;

  constructor(send: (message: HostMessage) => void) {
    this.#send = send;
  }

  /** Takes an answer of main; one that nobody waits for is ignored. */
  receive(answer: Answer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if (answer.type !== 'request-failed') {
      waiting?.resolve(answer);
      return;
    }
    const { code, message, details, retryable } = answer.error;
    waiting?.reject(new AppError(code, message, { details, retryable }));
  }

  /** Asks the keychain behind main. Throws the AppError main answers. */
  async secret<Op extends SecretCall['op']>(
    call: Extract<SecretCall, { op: Op }>,
  ): Promise<Extract<SecretAnswer, { op: Op }>> {
    const answer = await this.#ask((id) => ({ type: 'secret-request', id, call }));
    if (answer.type !== 'secret-answer' || answer.answer.op !== call.op) throw wrongAnswer();
    return answer.answer as Extract<SecretAnswer, { op: Op }>;
  }

  /** Asks the demo mall that main runs. Throws `demo_unavailable`. */
  async demo<Op extends DemoCall['op']>(
    call: Extract<DemoCall, { op: Op }>,
  ): Promise<Extract<DemoAnswer, { op: Op }>> {
    const answer = await this.#ask((id) => ({ type: 'demo-request', id, call }));
    if (answer.type !== 'demo-answer' || answer.answer.op !== call.op) throw wrongAnswer();
    return answer.answer as Extract<DemoAnswer, { op: Op }>;
  }

  #ask(question: (id: number) => HostMessage): Promise<Answer> {
    const id = this.#count;
    this.#count += 1;
    const waiting = Promise.withResolvers<Answer>();
    this.#waiting.set(id, waiting);
    this.#send(question(id));
    return waiting.promise;
  }
}

function wrongAnswer(): Error {
  return new Error('Main answered another question');
}

/** The secret store as the data host sees it: every value lives with main and comes by lease. */
export function leasedSecrets(requests: MainRequests): SecretStore {
  return {
    put: async (ref: SecretRef, value: string) => {
      await requests.secret({ op: 'put', ref, value });
    },
    lease: async (ref: SecretRef) => (await requests.secret({ op: 'lease', ref })).value,
    has: async (ref: SecretRef) => (await requests.secret({ op: 'has', ref })).value,
    remove: async (ref: SecretRef) => {
      await requests.secret({ op: 'remove', ref });
    },
    status: async () => (await requests.secret({ op: 'status' })).value,
  };
}

/** The demo mall as the data host sees it: main runs it, as a process of its own. */
export function demoBehindMain(requests: MainRequests): DemoSource {
  return {
    start: async () => (await requests.demo({ op: 'start' })).value,
    agree: async (authorizationUrl) => (await requests.demo({ op: 'agree', authorizationUrl })).value,
  };
}
