import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { compileCache } from '../../support/compile-cache.ts';

const projectDir = fileURLToPath(new URL('../../..', import.meta.url));
const startedSchema = z.object({ url: z.url() });

/** The headless host as its own process, exactly as `npm run headless` starts it. */
export class HeadlessProcess {
  /** Address that signs a browser in. */
  readonly signInUrl: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, signInUrl: string) {
    this.#child = child;
    this.signInUrl = signInUrl;
  }

  /** Resolves once the host serves; rejects when the process ends before. */
  static async start(options: {
    dataDir: string;
    port?: number;
    endpointsFile?: string;
    demo?: boolean;
    /** Options of Node itself, such as `--expose-gc`. */
    nodeOptions?: readonly string[];
  }): Promise<HeadlessProcess> {
    const token = 'test-token';
    const args = ['--data-dir', options.dataDir, '--port', String(options.port ?? 0), '--token', token];
    const child = spawn(
      process.execPath,
      [
        ...(options.nodeOptions ?? []),
        'src-main/host/headless.ts',
        ...args,
        ...(options.demo ? ['--demo'] : []),
      ],
      {
        cwd: projectDir,
        stdio: ['ignore', 'pipe', 'inherit'],
        env: {
          ...process.env,
          ...compileCache,
          ...(options.endpointsFile === undefined ? {} : { JUCHUBAN_ENDPOINTS: options.endpointsFile }),
        },
      },
    );
    const line = await Promise.race([
      once(createInterface({ input: child.stdout }), 'line').then(([text]) => String(text)),
      once(child, 'exit').then(([code]) => {
        throw new Error(`The headless host ended with ${code} before it served`);
      }),
    ]);
    const { url } = startedSchema.parse(JSON.parse(line));
    return new HeadlessProcess(child, `${url}/?token=${token}`);
  }

  get port(): number {
    return Number(new URL(this.signInUrl).port);
  }

  get pid(): number {
    if (this.#child.pid === undefined) throw new Error('The headless host has no process');
    return this.#child.pid;
  }

  /** Asks the process to end and waits until it has. */
  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    await ended;
  }
}
