/** The product as separate processes that can be killed one by one: database, webs, workers; and the practice Zendesk, which lives on. */
import { spawn, type ChildProcess } from 'node:child_process';
import { openSync } from 'node:fs';
import type { Server } from 'node:net';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedServerRunning, startEmbedded, type EmbeddedServer } from '@/lib/processes/database/embedded';
import { applyMigrations } from '@/lib/platform/db/migrations';
import { inheritedEnvironment } from '@/lib/platform/env';
import { startBalancer } from './balancer';
import { startPracticeZendesk, type PracticeZendesk } from '../zendesk/server';

export type Role = 'web' | 'worker';
/** How many processes of each kind share the work. */
export type Crew = Record<Role, number>;
/** `web` is where the world comes in; behind it the web processes have the ports after `practice`. */
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

const webPort = ({ practice }: Ports, index: number) => practice + 1 + index;

export class World {
  private readonly children = new Map<string, Child>();

  private constructor(
    readonly folder: string,
    readonly env: NodeJS.ProcessEnv & { DATABASE_URL: string; APP_URL: string },
    readonly practice: PracticeZendesk,
    private database: EmbeddedServer,
    private readonly balancer: Server,
    private readonly ports: Ports,
    readonly crew: Crew,
  ) {}

  /** @param secrets values that must stay the same over restarts. */
  static async open(
    folder: string,
    ports: Ports,
    crew: Crew,
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
      APP_URL: `http://127.0.0.1:${ports.web}`,
      NEXTAUTH_SECRET: secrets.authSecret,
      ENCRYPTION_KEYS: secrets.encryptionKeys,
      ZENDESK_URL: `${practice.url}/{subdomain}`,
      LOG_LEVEL: 'warn',
    };
    await applyMigrations(env.DATABASE_URL);
    const webPorts = Array.from({ length: crew.web }, (_web, index) => webPort(ports, index));
    return new World(folder, env, practice, database, await startBalancer(ports.web, webPorts), ports, crew);
  }

  get webUrl(): string {
    return this.env.APP_URL;
  }

  /** All of them. */
  startAll(): void {
    for (const role of ['web', 'worker'] as const)
      for (let index = 0; index < this.crew[role]; index++) this.start(role, index);
  }

  private start(role: Role, index: number): void {
    const name = `${role}-${index}`;
    const log = openSync(join(this.folder, `${name}.log`), 'a');
    const child = spawn(process.execPath, [`dist/${role}.mjs`], {
      env: { ...this.env, PORT: String(webPort(this.ports, index)) },
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

  /** Kills the database without warning, waits a moment, starts it again. */
  async killDatabase(pauseMs: number): Promise<void> {
    process.kill(this.database.pid, 'SIGKILL');
    await this.database.ended;
    await sleep(pauseMs);
    this.database = await startDatabase(this.database.folder);
  }

  /** The same for one of the processes. */
  async kill(role: Role, index: number, pauseMs: number): Promise<void> {
    const child = this.children.get(`${role}-${index}`);
    child?.process.kill('SIGKILL');
    await child?.gone;
    await sleep(pauseMs);
    this.start(role, index);
  }

  async close(): Promise<void> {
    for (const { process: child, gone } of this.children.values()) {
      child.kill('SIGTERM');
      const isLate = await Promise.race([gone.then(() => false), sleep(10_000, true)]);
      if (isLate) child.kill('SIGKILL');
    }
    this.balancer.close();
    await this.practice.close();
    await this.database.stop();
  }
}
