import { randomUUID } from 'node:crypto';
import { RPCLink } from '@orpc/client/message-port';
import type { Page } from '@playwright/test';
import { type CallOptions, createContractClient, linkHeaders } from '#shared/contract/client.ts';
import { hostContract, shellContract } from '#shared/contract/index.ts';

type PortName = 'shell' | 'data';
type Listener = (message?: { data: unknown }) => void;

/** What reached the page over its ports and window messages, as text, in order. */
export interface PagePorts {
  readonly traffic: string[];
  /** A client that speaks over the page's own port, as the page's script does. */
  client<Name extends PortName>(name: Name): Name extends 'shell' ? ShellClient : HostClient;
}
type ShellClient = ReturnType<typeof createContractClient<typeof shellContract>>;
type HostClient = ReturnType<typeof createContractClient<typeof hostContract>>;

/**
 * Listens beside the page's script to everything main sends it, and can speak over the ports it was given.
 * Reloads the page, because the ports are handed over only once per load.
 */
export async function listenToPorts(page: Page): Promise<PagePorts> {
  const traffic: string[] = [];
  const listeners: Record<PortName, Listener[]> = { shell: [], data: [] };
  await page.exposeFunction('heardAtPort', (name: PortName | 'window', text: string) => {
    traffic.push(text);
    const answer = name === 'window' ? null : ownAnswer(text);
    if (name !== 'window' && answer !== null)
      for (const listener of listeners[name]) listener({ data: answer });
  });
  await page.addInitScript(() => {
    const global = window as unknown as {
      heardAtPort: (name: string, text: string) => void;
      testPorts: Record<string, MessagePort>;
    };
    const textOf = (data: unknown) =>
      data instanceof ArrayBuffer || ArrayBuffer.isView(data)
        ? new TextDecoder().decode(data)
        : typeof data === 'string'
          ? data
          : JSON.stringify(data);
    global.testPorts = {};
    window.addEventListener('message', ({ data, ports }) => {
      global.heardAtPort('window', textOf(data));
      const name = data?.type === 'juchuban:shell-port' ? 'shell' : 'data';
      for (const port of ports) {
        global.testPorts[name] = port;
        port.addEventListener('message', (event) => global.heardAtPort(name, textOf(event.data)));
      }
    });
  });
  const hasPorts = () => {
    const { testPorts } = window as unknown as { testPorts?: Record<string, MessagePort> };
    return testPorts?.shell !== undefined && testPorts.data !== undefined;
  };
  await page.reload();
  await page.waitForFunction(hasPorts);
  const portTo = (name: PortName) => ({
    postMessage: (data: unknown) => {
      void page.evaluate(
        ([to, text]) => {
          const { testPorts } = window as unknown as { testPorts: Record<string, MessagePort> };
          testPorts[to as string]?.postMessage(text);
        },
        [name, marked(String(data))] as const,
      );
    },
    on: (event: string, listener: Listener) => {
      if (event === 'message') listeners[name].push(listener);
    },
  });
  const link = (name: PortName) => new RPCLink<CallOptions>({ port: portTo(name), headers: linkHeaders });
  const clients = {
    shell: createContractClient(shellContract, link('shell'), randomUUID),
    data: createContractClient(hostContract, link('data'), randomUUID),
  };
  return { traffic, client: (name) => clients[name] as never };
}

/** The page's script numbers its calls from 1 as our client does: ours get a mark, and only answers to it come back. */
const mark = 'test-';

function marked(request: string): string {
  const message = JSON.parse(request) as { i: string };
  return JSON.stringify({ ...message, i: `${mark}${message.i}` });
}

function ownAnswer(text: string): string | null {
  const message = JSON.parse(text) as { i: string };
  return message.i.startsWith(mark) ? JSON.stringify({ ...message, i: message.i.slice(mark.length) }) : null;
}
