import {
  type CertificateFile,
  maxCertificateFiles,
  maxCertificateUploadBytes,
} from '#shared/contract/shops.ts';
import { AppError } from '#shared/domain/errors.ts';
import { toBase64 } from '../../../lib/base64.ts';

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
    return toBase64(new Uint8Array(await file.arrayBuffer()));
  } catch (cause) {
    throw new AppError('certificate_unreadable', 'The file could not be read', {
      details: { fileName: file.name },
      cause,
    });
  }
}
