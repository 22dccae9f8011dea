/** What an event costs while the stored ones grow from ten thousand to a million: two databases with a worker each, in turn. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface, type Interface } from 'node:readline';
import { once } from 'node:events';
import { randomBytes } from 'node:crypto';
import { applyMigrations } from '@/lib/platform/db/migrations';
import { databaseUrl, runOnServer } from '@/lib/platform/db/server';
import { median } from './measure';
import type { Result } from './results';
import { openStage } from './stage';

const rounds = 5;
const sizes = { small: 10_000, large: 1_000_000 };

/** A database with so many events of long ago, its worker, and somebody who measures when told to. */
class Contender {
  private constructor(
    private readonly child: ChildProcess,
    private readonly lines: Interface,
  ) {}

  static async open(environment: NodeJS.ProcessEnv, stored: number): Promise<Contender> {
    const child = spawn(process.execPath, ['--import', 'tsx', 'bench/growthRun.ts', String(stored)], {
      env: environment,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    process.once('exit', () => child.kill('SIGKILL'));
    if (!child.stdout) throw new Error('A contender speaks through its output');
    const contender = new Contender(child, createInterface(child.stdout));
    await once(contender.lines, 'line');
    return contender;
  }

  /** @returns milliseconds for each event, from the review's commit to its ticket noted. */
  async measure(): Promise<number> {
    const answer = once(this.lines, 'line') as Promise<[string]>;
    this.child.stdin?.write('run\n');
    return Number((await answer)[0]);
  }

  async close(): Promise<void> {
    const exited = once(this.child, 'exit');
    this.child.stdin?.end();
    await exited;
  }
}

export async function benchGrowth(): Promise<Result> {
  const stage = await openStage();
  try {
    const open = async (name: keyof typeof sizes) => {
      const database = `growth_${name}_${randomBytes(3).toString('hex')}`;
      await runOnServer(stage.environment.DATABASE_URL, `CREATE DATABASE ${database}`);
      const url = databaseUrl(stage.environment.DATABASE_URL, database);
      await applyMigrations(url);
      return Contender.open({ ...stage.environment, DATABASE_URL: url }, sizes[name]);
    };
    const [small, large] = [await open('small'), await open('large')];
    const taken: { small: number; large: number }[] = [];
    for (let round = -1; round < rounds; round++) {
      const pair = { small: await small.measure(), large: await large.measure() };
      console.error(
        `  growth, round ${round + 1}: ${pair.small.toFixed(3)} · ${pair.large.toFixed(3)} ms an event`,
      );
      if (round >= 0) taken.push(pair);
    }
    await Promise.all([small.close(), large.close()]);
    const ratio = median(taken.map((pair) => pair.large / pair.small));
    return {
      name: 'an event’s cost while stored events grow',
      rows: [],
      ratios: {
        'ms an event, 10,000 stored': median(taken.map((pair) => pair.small)),
        'ms an event, 1,000,000 stored': median(taken.map((pair) => pair.large)),
        '1,000,000 against 10,000': ratio,
      },
      gates: [{ name: 'flat within a tenth', isMet: ratio <= 1.1 }],
    };
  } finally {
    await stage.close();
  }
}
