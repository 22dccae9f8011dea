/** Evidence of a report: checked by content, stored outside the web root under its hash. */
import { createHash } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@/lib/platform/errors';
import { env } from '@/lib/platform/env';

export const attachmentMaxBytes = 10 * 1_048_576;

/** What a file is, by its first bytes; its name and what the sender says about it count for nothing. */
const signatures: readonly { mediaType: string; bytes: readonly number[] }[] = [
  { mediaType: 'application/pdf', bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { mediaType: 'image/png', bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { mediaType: 'image/jpeg', bytes: [0xff, 0xd8, 0xff] },
];

export type StoredAttachment = { fileName: string; mediaType: string; bytes: number; sha256: Uint8Array<ArrayBuffer> };

function refuse(index: number, code: string, message: string): never {
  throw new AppError('invalid_input', { detail: message, fields: [{ path: `attachments.${index}`, code, message }] });
}

function mediaTypeOf(content: Uint8Array, index: number): string {
  if (content.byteLength === 0) refuse(index, 'file_empty', 'The file is empty.');
  if (content.byteLength > attachmentMaxBytes) refuse(index, 'file_too_large', 'A file may have at most 10 MB.');
  const found = signatures.find(({ bytes }) => bytes.every((byte, at) => content[at] === byte));
  return found?.mediaType ?? refuse(index, 'file_type', 'Only PDF, PNG and JPEG files are accepted.');
}

/**
 * Checks all files, then stores them. Same content, same place: storing twice is storing once, and a report that fails
 * afterwards leaves only an unnamed file behind.
 * @throws AppError `invalid_input` naming the file.
 */
export async function storeAttachments(files: readonly { fileName: string; content: Uint8Array }[]): Promise<StoredAttachment[]> {
  const checked = files.map((file, index) => ({ ...file, mediaType: mediaTypeOf(file.content, index) }));
  const folder = join(env.dataDir, 'attachments');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return Promise.all(checked.map((file) => store(folder, file)));
}

async function store(folder: string, file: { fileName: string; content: Uint8Array; mediaType: string }): Promise<StoredAttachment> {
  const sha256 = Uint8Array.from(createHash('sha256').update(file.content).digest());
  const path = join(folder, Buffer.from(sha256).toString('hex'));
  const part = `${path}.${process.pid}.part`;
  await writeFile(part, file.content, { mode: 0o600 });
  await rename(part, path);
  return { fileName: file.fileName, mediaType: file.mediaType, bytes: file.content.byteLength, sha256 };
}
