/**
 * PostgreSQL refuses to run as root, so as root the server runs as another account. That account must be able to reach the
 * program and the data; below a closed folder (root's own home, mostly) neither is, and both are then kept elsewhere.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

export type Account = { uid: number; gid: number } | null;

/** Where data and programs go when the project's own folders cannot be reached by the server's account. */
const reachableHome = '/var/lib/verified-reviews';

/** The account the server runs as: null means this process's own, which is the case for everyone but root. */
export function findServerAccount(): Account {
  if (process.getuid?.() !== 0) return null;
  for (const name of ['postgres', 'nobody']) {
    try {
      const [uid, gid] = ['-u', '-g'].map((flag) =>
        Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] })),
      );
      if (uid && gid) return { uid, gid };
    } catch {
      // No such account here; the next name is tried.
    }
  }
  throw new Error(
    'PostgreSQL cannot run as root and this machine has no account "postgres" or "nobody"; run as another user, or set DATABASE_URL',
  );
}

/** Whether the account may enter every folder above `path`. Judged by mode bits, as access rights for another account are. */
export function canReach(path: string, account: Account): boolean {
  if (!account) return true;
  for (let folder = dirname(resolve(path)); ; folder = dirname(folder)) {
    if (existsSync(folder)) {
      const { mode, uid, gid } = statSync(folder);
      const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
      if ((mode & bit) === 0) return false;
    }
    if (folder === dirname(folder)) return true;
  }
}

/**
 * The folder the server really keeps its data in: the wanted one, or one of the same name elsewhere when its account cannot
 * reach that.
 */
export function chooseDataFolder(wanted: string, account: Account): string {
  if (canReach(wanted, account)) return resolve(wanted);
  const id = createHash('sha256').update(resolve(wanted)).digest('hex').slice(0, 12);
  return join(reachableHome, id);
}

/** The folder of PostgreSQL's programs, copied once per version when its account cannot reach the installed ones. */
export function chooseProgramFolder(installed: string, version: string, account: Account): string {
  if (canReach(join(installed, 'bin', 'postgres'), account)) return installed;
  const copy = join(reachableHome, `postgresql-${version}`);
  if (!existsSync(copy)) {
    const partial = `${copy}.${process.pid}`;
    mkdirSync(reachableHome, { recursive: true, mode: 0o755 });
    cpSync(installed, partial, { recursive: true, verbatimSymlinks: true });
    chmodSync(partial, 0o755);
    try {
      renameSync(partial, copy);
    } catch (error) {
      // Another start finished the same copy first.
      rmSync(partial, { recursive: true, force: true });
      if (!existsSync(copy)) throw error;
    }
  }
  return copy;
}
