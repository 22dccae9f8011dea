/** Evidence of a report: checked by content, stored outside the web root under its hash. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { db } from '@/lib/platform/db/client';
import { AppError } from '@/lib/platform/errors';
import { env } from '@/lib/platform/env';
import type { FileFault } from '@/lib/reviews/attachmentContent';
import { inspectFile } from '@/lib/reviews/fileCheck';

export type NewAttachment = { fileName: string; content: Uint8Array };
export type CheckedAttachment = NewAttachment & {
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

async function checkFile(file: NewAttachment, index: number): Promise<CheckedAttachment> {
  const { fileName, content } = file;
  const { fault, mediaType } = await inspectFile(content, fileName);
  const sha256 = Uint8Array.from(createHash('sha256').update(content).digest());
  if (!fault) return { fileName, content, mediaType, bytes: content.byteLength, sha256 };
  const message = messages[fault];
  throw new AppError('invalid_input', {
    detail: message,
    fields: [{ path: `attachments.${index}`, code: fault, message }],
  });
}

/**
 * Looks at all files; nothing is stored yet.
 * @throws AppError `invalid_input` naming the file.
 */
export async function checkAttachments(files: readonly NewAttachment[]): Promise<CheckedAttachment[]> {
  return Promise.all(files.map(checkFile));
}

/**
 * Writes the files of a report whose rows are written: the last step of its transaction, so that a refused report leaves nothing
 * behind. Same content, same place: storing twice is storing once.
 */
export async function storeAttachments(files: readonly CheckedAttachment[]): Promise<void> {
  if (files.length === 0) return;
  const folder = attachmentFolder();
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await Promise.all(files.map((file) => store(folder, file)));
}

async function store(folder: string, file: CheckedAttachment): Promise<void> {
  const path = join(folder, Buffer.from(file.sha256).toString('hex'));
  const part = `${path}.${randomUUID()}.part`;
  await writeFile(part, file.content, { mode: 0o600 });
  await rename(part, path);
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
