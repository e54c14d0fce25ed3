import { AppError } from '#shared/domain/errors.ts';
import {
  type DemoAnswer,
  type DemoCall,
  hostMessageSchema,
  type MainMessage,
} from '../host/control-protocol.ts';
import { OwnDemo } from '../host/demo/own-demo.ts';
import { yieldToWindow } from '../host/yield-to-window.ts';
import { createLogger } from '../log.ts';

// Entry of the demo mall's process: a utility process of Electron, or a child process of plain Node. It is
// asked by main in the words in which the data host asked main, and ends with main.

interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
  postMessage(message: unknown): void;
}
const { parentPort } = process as unknown as { parentPort?: ParentPort };

const demo = new OwnDemo();

function send(message: MainMessage): void {
  if (parentPort !== undefined) parentPort.postMessage(message);
  else process.send?.(message, undefined, undefined, () => undefined);
}

async function receive(raw: unknown): Promise<void> {
  const checked = hostMessageSchema.safeParse(raw);
  if (!checked.success || checked.data.type !== 'demo-request') return;
  const { id, call } = checked.data;
  try {
    send({ type: 'demo-answer', id, answer: await answer(call) });
  } catch (error) {
    const known =
      error instanceof AppError
        ? error
        : new AppError('demo_unavailable', 'The demo mall failed', { cause: error });
    send({ type: 'request-failed', id, error: known.toShape() });
  }
}

async function answer(call: DemoCall): Promise<DemoAnswer> {
  return call.op === 'start'
    ? { op: 'start', value: await demo.start() }
    : { op: 'agree', value: await demo.agree(call.authorizationUrl) };
}

// It stands for a mall that would be on another computer.
yieldToWindow(createLogger({ name: 'demo-mall', level: 'warn' }));
if (parentPort !== undefined) {
  parentPort.on('message', ({ data }) => void receive(data));
} else {
  process.on('message', (raw) => void receive(raw));
  process.once('disconnect', () => process.exit(0));
}
