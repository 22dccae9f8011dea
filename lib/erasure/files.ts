/** Files of evidence lie under their hash: one that nothing points at any more is removed from the disk. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { db } from '@/lib/platform/db/client';
import { env } from '@/lib/platform/env';

/** @param hashes of attachments whose rows are gone; a file that another report also holds stays. */
export async function forgetFiles(hashes: readonly Uint8Array[]): Promise<void> {
  for (const hash of hashes) {
    const sha256 = Uint8Array.from(hash);
    if ((await db.reportAttachment.count({ where: { sha256 } })) > 0) continue;
    await rm(join(env.dataDir, 'attachments', Buffer.from(sha256).toString('hex')), { force: true });
  }
}
