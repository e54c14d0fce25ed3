import { type RendererFile, rendererFile } from '../../security/renderer-file.ts';
import { isAppUrl } from './app-origin.ts';

/**
 * The file below `root` that an app:// address names, or null for anything else: another host, an address
 * that cannot be read, or what `rendererFile` refuses.
 */
export function resolveFile(root: string, address: string): RendererFile | null {
  return isAppUrl(address) && URL.canParse(address) ? rendererFile(root, new URL(address).pathname) : null;
}
