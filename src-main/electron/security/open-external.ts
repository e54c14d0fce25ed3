import { shell } from 'electron';
import { AppError } from '#shared/domain/errors.ts';
import { safeExternalUrl } from '../../security/safe-url.ts';

/**
 * The only place that hands an address to the operating system. Throws AppError `forbidden` for an address
 * that is neither https nor of the running demo mall.
 */
export async function openExternal(address: string, loopbackOrigins: readonly string[]): Promise<void> {
  const url = safeExternalUrl(address, loopbackOrigins);
  if (url === null) throw new AppError('forbidden', 'This address may not be opened');
  await shell.openExternal(url);
}
