/**
 * Compares migrations and schema files with Prisma's own engine compiled to WebAssembly, for development only: the command line
 * would fetch a native engine from outside, which a machine with only the package registry cannot.
 */
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import type {
  DiffTarget,
  MigrationList,
  SchemaContainer,
  SchemaEngine,
} from '@prisma/schema-engine-wasm/schema_engine_bg';
import { prismaFolder, readMigrations } from '@/lib/platform/db/migrations';
import { MigrationAdapter } from '@/lib/processes/database/migrationAdapter';

const require = createRequire(import.meta.url);
const filters = { externalTables: [], externalEnums: [] };

async function readSchema(): Promise<SchemaContainer[]> {
  const folder = join(prismaFolder, 'schema');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.prisma')).sort();
  return Promise.all(
    names.map(async (name) => ({ path: name, content: await readFile(join(folder, name), 'utf8') })),
  );
}

async function toMigrationList(): Promise<MigrationList> {
  const migrationDirectories = (await readMigrations()).map(({ name, sql }) => ({
    path: name,
    migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value: sql } },
  }));
  const lockfile = { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' };
  return {
    baseDir: join(prismaFolder, 'migrations'),
    lockfile,
    shadowDbInitScript: '',
    migrationDirectories,
  };
}

let loading: ReturnType<typeof loadBindings> | undefined;

/** The bindings keep views of one instance's memory, so a process instantiates the engine once. */
async function loadBindings() {
  const bindings = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const wasmPath = require.resolve('@prisma/schema-engine-wasm/schema_engine_bg').replace(/\.js$/, '.wasm');
  const { instance } = await WebAssembly.instantiate(await readFile(wasmPath), {
    './schema_engine_bg.js': bindings,
  });
  bindings.__wbg_set_wasm(instance.exports);
  (instance.exports as { __wbindgen_start?: () => void }).__wbindgen_start?.();
  return bindings;
}

/** Runs one piece of work with an engine, then closes what the engine opened. */
async function withEngine<T>(
  connectionString: string,
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  const bindings = await (loading ??= loadBindings());
  const files = await readSchema();
  const datamodels = files.map((file): [string, string] => [file.path, file.content]);
  const adapter = new MigrationAdapter(connectionString);
  const factory = bindMigrationAwareSqlAdapterFactory(adapter);
  try {
    return await work(await bindings.SchemaEngine.new({ datamodels }, () => undefined, factory));
  } catch (error) {
    // The engine only carries the number of an error that happened outside it.
    const outsideId = /External error id#(\d+)/.exec(String(error))?.[1];
    throw (outsideId && factory.errorRegistry.consumeError(Number(outsideId))?.error) ?? error;
  } finally {
    await adapter.close();
  }
}

/**
 * The SQL that would bring the result of all migrations to the schema files; empty when they agree. What the schema language
 * cannot say (checks, partial indexes, triggers) is not compared.
 * @param connectionString a server on which this user may create a scratch database, which is dropped again.
 */
export async function diffSchema(connectionString: string): Promise<string> {
  const migrations = await toMigrationList();
  const from: DiffTarget =
    migrations.migrationDirectories.length > 0 ? { tag: 'migrations', ...migrations } : { tag: 'empty' };
  const to: DiffTarget = { tag: 'schemaDatamodel', files: await readSchema() };
  const { stdout } = await withEngine(connectionString, (engine) =>
    engine.diff({ from, to, script: true, exitCode: null, filters }),
  );
  return /empty migration/i.test(stdout ?? '') ? '' : (stdout ?? '').trim();
}
