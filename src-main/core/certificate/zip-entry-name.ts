import { AppError } from '#shared/domain/errors.ts';
import type { ZipEntry } from './zip-directory.ts';

/**
 * An entry's name as text. Without the UTF-8 mark a name may still be UTF-8 (macOS writes it so) or, from a
 * Japanese Windows, Shift_JIS; what is neither is read byte by byte, so that its ASCII parts can still be used.
 */
export function decodeEntryName(entry: Pick<ZipEntry, 'nameBytes' | 'nameIsUtf8'>): string {
  return (
    decodeStrictly('utf-8', entry.nameBytes) ??
    (entry.nameIsUtf8 ? null : decodeStrictly('shift_jis', entry.nameBytes)) ??
    new TextDecoder('latin1').decode(entry.nameBytes)
  );
}

function decodeStrictly(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** The path's parts; old Windows tools write `\` between them. A trailing empty part marks a folder. */
export function pathParts(name: string): string[] {
  return name.split(/[/\\]/);
}

/**
 * Refuses names that mean a place outside the archive. Nothing is ever written to disk under these names, but
 * no mall makes such an archive: it was built to do harm elsewhere.
 * Throws AppError `certificate_zip_unsafe_path`.
 */
export function refuseUnsafeName(name: string): void {
  const parts = pathParts(name);
  const reason =
    name === ''
      ? 'empty'
      : // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
        /[\u0000-\u001F\u007F]/.test(name)
        ? 'control_character'
        : parts[0] === ''
          ? 'absolute'
          : /^[A-Za-z]:/.test(name)
            ? 'drive'
            : parts.includes('..')
              ? 'parent_folder'
              : null;
  if (reason !== null) throw unsafePath(reason, name);
}

export function unsafePath(reason: string, name: string): AppError {
  return new AppError('certificate_zip_unsafe_path', `The ZIP holds an unsafe name (${reason})`, {
    details: { reason, fileName: displayName(name) },
  });
}

/** A file name fit to be shown: its last part, without control characters, of bounded length. */
export function displayName(name: string): string {
  const last = pathParts(name).findLast((part) => part !== '') ?? '';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
  return last.replace(/[\u0000-\u001F\u007F\u200E\u200F\u202A-\u202E\u2066-\u2069]/g, '').slice(0, 120);
}
