/** Servers and databases that live as long as a check or a test run. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded, type EmbeddedServer } from '@/lib/processes/database/embedded';

export type ScratchServer = {
  /** Address of a database from which others may be made. */
  url: string;
  close(): Promise<void>;
};

/**
 * @param givenUrl a server to use instead of one of our own, for machines that have one; it is left running.
 */
export async function openScratchServer(givenUrl?: string): Promise<ScratchServer> {
  if (givenUrl) return { url: givenUrl, close: () => Promise.resolve() };
  const home = mkdtempSync(join(tmpdir(), 'scratch-postgres-'));
  // The server's account may be another one than ours and must get in.
  chmodSync(home, 0o755);
  const server = await startEmbedded({ folder: join(home, 'data'), isThrowaway: true });
  const close = async () => {
    await server.stop();
    removeServer(server);
    rmSync(home, { recursive: true, force: true });
  };
  return { url: server.url('postgres'), close };
}

/** All that a server which has stopped leaves behind: its data may lie elsewhere than where it was wanted. */
export function removeServer({ folder, logFile }: Pick<EmbeddedServer, 'folder' | 'logFile'>): void {
  for (const path of [folder, `${folder}.json`, logFile]) rmSync(path, { recursive: true, force: true });
}
