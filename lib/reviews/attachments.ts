/** Evidence of a report: checked by content, stored outside the web root under its hash. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { db } from '@/lib/platform/db/client';
import { AppError } from '@/lib/platform/errors';
import { env } from '@/lib/platform/env';
import { inspectFile, type FileFault } from '@/lib/reviews/attachmentContent';

export type NewAttachment = { fileName: string; content: Uint8Array };
export type StoredAttachment = {
  fileName: string;
  mediaType: string;
  bytes: number;
  sha256: Uint8Array<ArrayBuffer>;
};

/** For callers of the API; people read the words of `errors.fields`. */
const messages: Record<FileFault, string> = {
  file_empty: 'The file is empty.',
  file_too_large: 'A file may have at most 10 MB.',
  file_type: 'Only PDF, PNG and JPEG files are accepted.',
  file_mismatch: 'The content is not what the name says.',
  file_damaged: 'The file is damaged or incomplete.',
  file_bomb: 'The file becomes far too large when it is opened.',
};

async function checkFile<T extends NewAttachment>(
  file: T,
  index: number,
): Promise<T & { mediaType: string }> {
  const { fault, mediaType } = await inspectFile(file.content, file.fileName);
  if (!fault) return { ...file, mediaType };
  const message = messages[fault];
  throw new AppError('invalid_input', {
    detail: message,
    fields: [{ path: `attachments.${index}`, code: fault, message }],
  });
}

/**
 * Checks all files, then stores them. Same content, same place: storing twice is storing once, and a report that fails
 * afterwards leaves only an unnamed file behind.
 * @throws AppError `invalid_input` naming the file.
 */
export async function storeAttachments(files: readonly NewAttachment[]): Promise<StoredAttachment[]> {
  const checked = await Promise.all(files.map(checkFile));
  const folder = attachmentFolder();
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return Promise.all(checked.map((file) => store(folder, file)));
}

async function store(folder: string, file: NewAttachment & { mediaType: string }): Promise<StoredAttachment> {
  const sha256 = Uint8Array.from(createHash('sha256').update(file.content).digest());
  const path = join(folder, Buffer.from(sha256).toString('hex'));
  const part = `${path}.${randomUUID()}.part`;
  await writeFile(part, file.content, { mode: 0o600 });
  await rename(part, path);
  return { fileName: file.fileName, mediaType: file.mediaType, bytes: file.content.byteLength, sha256 };
}

const attachmentFolder = () => join(env.dataDir, 'attachments');

/** Who may read evidence: the moderation team, and the members of the website it was handed in for. */
export type EvidenceReader = { isModerator: boolean; websiteIds: readonly string[] };

/** The stored file, or null for an unknown one and for one that is not the reader's to see. */
export async function findAttachment(
  id: string,
  reader: EvidenceReader,
): Promise<{ fileName: string; mediaType: string; content: Uint8Array<ArrayBuffer> } | null> {
  const row = await db.reportAttachment.findFirst({
    where: {
      id,
      ...(reader.isModerator ? {} : { report: { review: { websiteId: { in: [...reader.websiteIds] } } } }),
    },
  });
  if (!row) return null;
  const content = await readFile(join(attachmentFolder(), Buffer.from(row.sha256).toString('hex')));
  return { fileName: row.fileName, mediaType: row.mediaType, content: new Uint8Array(content) };
}
