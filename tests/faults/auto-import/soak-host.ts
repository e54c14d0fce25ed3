import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import type { ShopAccount } from '#simulators/yahoo/index.ts';
import type { ChildInput, FromChild, ToChild } from './soak-protocol.ts';
import type { WorldTime } from './world-time.ts';

/** A call of the process that failed, with the code of the product's error. */
export class CallFailure extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** How far time is let go on at once while a call waits for it, in ms. */
const stepMs = 1_000;

/** The process that imports, as the test drives it: started, let run, asked, killed. */
export class SoakHost {
  readonly #child: ChildProcess;
  readonly #time: WorldTime;
  readonly #gone: Promise<unknown>;
  #isGone = false;
  #isKilled = false;
  /** How often something in the process has woken, when it last reached a moment. */
  wakings = 0;
  #calls = 0;
  #onMessage: (message: FromChild) => void = () => undefined;

  private constructor(child: ChildProcess, time: WorldTime) {
    this.#child = child;
    this.#time = time;
    child.on('message', (message: FromChild) => {
      if (message.kind === 'reached') this.wakings = message.wakings;
      this.#onMessage(message);
    });
    this.#gone = once(child, 'exit').then(() => {
      this.#isGone = true;
    });
  }

  /** Resolves when the core of a new process runs. */
  static async start(input: ChildInput, time: WorldTime): Promise<SoakHost> {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'soak-child.ts')], {
      stdio: ['pipe', 'inherit', 'inherit', 'ipc'],
      // Hundreds of starts: what was compiled once is taken from there.
      env: { ...process.env, NODE_COMPILE_CACHE: join(dirname(input.databaseFile), 'compiled') },
    });
    child.stdin?.end(JSON.stringify(input));
    const host = new SoakHost(child, time);
    await host.#until(({ kind }) => kind === 'ready');
    return host;
  }

  /**
   * Lets time pass up to `until`. `atCommit` is told of each commit, with how many there were.
   * Answers false when the process was killed meanwhile.
   */
  async runTo(until: number, atCommit: (commits: number) => void = () => undefined): Promise<boolean> {
    if (until <= this.#time.now()) return true;
    this.tell({ kind: 'runTo', until });
    let commits = 0;
    return this.#until((message) => {
      if (message.kind === 'commit') {
        commits += 1;
        atCommit(commits);
      }
      return message.kind === 'reached';
    });
  }

  /** An operation, such as `autoImport.monitor`; time goes on as far as it needs. Throws CallFailure. */
  call<T>(path: string, input: unknown): Promise<T> {
    return this.#ask<T>((id) => ({ kind: 'call', id, path, input }));
  }

  /** An operation whose answer does not wait for time, asked while time is running. Throws CallFailure. */
  callAtOnce<T>(path: string, input: unknown): Promise<T> {
    const id = this.#nextId();
    const answered = Promise.withResolvers<T>();
    const listen = (message: FromChild): void => {
      if (!('id' in message) || message.id !== id || message.kind === 'waits') return;
      this.#child.off('message', listen);
      settle(message, answered);
    };
    this.#child.on('message', listen);
    void this.#gone.then(() => answered.reject(new CallFailure('killed', 'The process is gone')));
    this.tell({ kind: 'call', id, path, input });
    return answered.promise;
  }

  /** Connects a shop (null: a new one) with a consent by mail; answers its id. */
  connect(shopId: string | null, account: ShopAccount): Promise<string> {
    return this.#ask<string>((id) => ({ kind: 'connect', id, shopId, account }));
  }

  tell(message: ToChild): void {
    this.#child.send(message);
  }

  async kill(): Promise<void> {
    this.#isKilled = true;
    this.#child.kill('SIGKILL');
    await this.#gone;
  }

  /** Closes it in order. */
  async end(): Promise<void> {
    await this.#ask((id) => ({ kind: 'end', id }));
    await this.kill();
  }

  async #ask<T>(message: (id: number) => ToChild): Promise<T> {
    const id = this.#nextId();
    const answered = Promise.withResolvers<T>();
    let isOpen = true;
    const look = (from: FromChild): boolean => {
      if (!('id' in from) || from.id !== id) return false;
      if (from.kind === 'waits') return true;
      isOpen = false;
      settle(from, answered);
      return true;
    };
    this.tell(message(id));
    await this.#until(look);
    while (isOpen) {
      const until = this.#time.now() + stepMs;
      this.tell({ kind: 'runTo', until });
      const isAlive = await this.#until((from) => {
        look(from);
        return from.kind === 'reached';
      });
      if (!isAlive) throw new CallFailure('killed', 'The process is gone');
    }
    return answered.promise;
  }

  #nextId(): number {
    this.#calls += 1;
    return this.#calls;
  }

  /** Resolves with true at the message looked for, with false when the process is killed. */
  async #until(isIt: (message: FromChild) => boolean): Promise<boolean> {
    const isFound = await this.#foundOrGone(isIt);
    if (!isFound && !this.#isKilled) throw new Error('The process ended by itself');
    return isFound;
  }

  async #foundOrGone(isIt: (message: FromChild) => boolean): Promise<boolean> {
    if (this.#isGone) return false;
    const found = Promise.withResolvers<boolean>();
    this.#onMessage = (message) => {
      if (isIt(message)) found.resolve(true);
    };
    void this.#gone.then(() => found.resolve(false));
    return found.promise;
  }
}

function settle<T>(message: FromChild, answered: PromiseWithResolvers<T>): void {
  if (message.kind === 'answer') answered.resolve(message.value as T);
  if (message.kind === 'failure') answered.reject(new CallFailure(message.code, message.message));
}
