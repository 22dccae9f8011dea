/** One `npm start` per data folder. The lock names its process, so one that was killed does not keep the folder. */
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartRefused } from '@/lib/processes/startSettings';

/** @returns what gives the folder back. */
export function lockDataFolder(dataDir: string): () => void {
  const file = join(dataDir, 'start.pid');
  const owner = readOwner(file);
  if (owner && owner !== process.pid && isStart(owner)) {
    throw new StartRefused([
      `already started on ${dataDir} by process ${owner}; stop that one first, or set another DATA_DIR`,
    ]);
  }
  rmSync(file, { force: true });
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
  } catch {
    throw new StartRefused([`another start on ${dataDir} has just begun`]);
  }
  return () => {
    if (readOwner(file) === process.pid) rmSync(file, { force: true });
  };
}

function readOwner(file: string): number | null {
  try {
    return Number(readFileSync(file, 'utf8')) || null;
  } catch {
    return null;
  }
}

/** Process numbers are used again; only one that runs this program counts. */
function isStart(pid: number): boolean {
  try {
    return execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).includes(
      'processes/start',
    );
  } catch {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('processes/start');
    } catch {
      return false;
    }
  }
}
