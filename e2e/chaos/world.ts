/** The product as separate processes that can be killed one by one: database, web, worker; and the practice Zendesk, which lives on. */
import { spawn, type ChildProcess } from 'node:child_process';
import { openSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedServerRunning, startEmbedded, type EmbeddedServer } from '@/lib/platform/db/embedded';
import { applyMigrations } from '@/lib/platform/db/migrations';
import { inheritedEnvironment } from '@/lib/platform/env';
import { startPracticeZendesk, type PracticeZendesk } from '../zendesk/server';

export type Victim = 'web' | 'worker' | 'database';
export type Ports = { web: number; practice: number };

type Child = { process: ChildProcess; gone: Promise<void> };

/** A killed server's children take a moment to notice; until then its folder is still in use. */
async function startDatabase(folder: string): Promise<EmbeddedServer> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await startEmbedded({ folder });
    } catch (error) {
      if (
        attempt >= 50 ||
        (!(error instanceof EmbeddedServerRunning) && !/shared memory|did not start/.test(String(error)))
      )
        throw error;
      await sleep(200);
    }
  }
}

export class World {
  private readonly children = new Map<'web' | 'worker', Child>();

  private constructor(
    readonly folder: string,
    readonly env: NodeJS.ProcessEnv & { DATABASE_URL: string; APP_URL: string },
    readonly practice: PracticeZendesk,
    private database: EmbeddedServer,
  ) {}

  /** @param secrets values that must stay the same over restarts. */
  static async open(
    folder: string,
    ports: Ports,
    secrets: { authSecret: string; encryptionKeys: string },
  ): Promise<World> {
    await mkdir(folder, { recursive: true, mode: 0o755 });
    const database = await startDatabase(join(folder, 'postgres'));
    const practice = await startPracticeZendesk({ port: ports.practice, dataDir: folder });
    const env = {
      ...inheritedEnvironment(),
      NODE_ENV: 'production' as const,
      DATABASE_URL: database.url('postgres'),
      DATA_DIR: folder,
      PORT: String(ports.web),
      APP_URL: `http://127.0.0.1:${ports.web}`,
      NEXTAUTH_SECRET: secrets.authSecret,
      ENCRYPTION_KEYS: secrets.encryptionKeys,
      ZENDESK_URL: `${practice.url}/{subdomain}`,
      LOG_LEVEL: 'warn',
    };
    await applyMigrations(env.DATABASE_URL);
    return new World(folder, env, practice, database);
  }

  get webUrl(): string {
    return this.env.APP_URL;
  }

  start(name: 'web' | 'worker'): void {
    const log = openSync(join(this.folder, `${name}.log`), 'a');
    const child = spawn(process.execPath, [`dist/${name}.mjs`], {
      env: this.env,
      stdio: ['ignore', log, log],
    });
    this.children.set(name, {
      process: child,
      gone: new Promise((resolve) => child.once('exit', () => resolve())),
    });
  }

  async isReady(): Promise<boolean> {
    const response = await fetch(`${this.webUrl}/api/health/ready`, {
      signal: AbortSignal.timeout(2_000),
    }).catch(() => null);
    return response?.ok ?? false;
  }

  /** Kills without warning, waits a moment, starts again. */
  async killAndRestart(victim: Victim, pauseMs: number): Promise<void> {
    if (victim === 'database') {
      process.kill(this.database.pid, 'SIGKILL');
      await this.database.ended;
      await sleep(pauseMs);
      this.database = await startDatabase(this.database.folder);
      return;
    }
    const child = this.children.get(victim);
    child?.process.kill('SIGKILL');
    await child?.gone;
    await sleep(pauseMs);
    this.start(victim);
  }

  async close(): Promise<void> {
    for (const { process: child, gone } of this.children.values()) {
      child.kill('SIGTERM');
      const isLate = await Promise.race([gone.then(() => false), sleep(10_000, true)]);
      if (isLate) child.kill('SIGKILL');
    }
    await this.practice.close();
    await this.database.stop();
  }
}
