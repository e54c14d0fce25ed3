import { shell } from './connection/index.ts';

/**
 * Opens an address in the person's browser. The shell checks it first; without a desktop shell the page
 * itself opens it. Throws the shell's refusal.
 */
export async function openExternal(url: string): Promise<void> {
  await shell.openExternal({ url });
  const { kind } = await shell.info({});
  if (kind === 'headless') window.open(url, '_blank', 'noopener,noreferrer');
}
