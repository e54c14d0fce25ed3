import {
  type CertificateFile,
  maxCertificateFiles,
  maxCertificateUploadBytes,
} from '#shared/contract/shops.ts';
import { AppError } from '#shared/domain/errors.ts';

const longestName = 200;

/**
 * The chosen or dropped files as the contract carries them. Sizes are looked at before anything is read: a film
 * dropped by mistake costs nothing. Throws AppError `certificate_too_large`, and `certificate_unreadable` for what is no file, such as a folder.
 */
export async function readCertificateFiles(files: readonly File[]): Promise<CertificateFile[]> {
  const bytes = files.reduce((sum, file) => sum + file.size, 0);
  if (bytes > maxCertificateUploadBytes || files.length > maxCertificateFiles) {
    throw new AppError('certificate_too_large', 'The files are far larger than a certificate and its key', {
      details: { bytes, maxBytes: maxCertificateUploadBytes },
    });
  }
  return Promise.all(
    files.map(async (file) => ({
      name: file.name.slice(-longestName),
      base64: await base64Of(file),
    })),
  );
}

async function base64Of(file: File): Promise<string> {
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const pieces: string[] = [];
    for (let at = 0; at < bytes.length; at += 4096) {
      pieces.push(String.fromCharCode(...bytes.subarray(at, at + 4096)));
    }
    return btoa(pieces.join(''));
  } catch (cause) {
    throw new AppError('certificate_unreadable', 'The file could not be read', {
      details: { fileName: file.name },
      cause,
    });
  }
}
