/**
 * Applies and writes migrations with Prisma's own engine compiled to WebAssembly: the command line would fetch a native
 * engine from outside, which a machine with only the package registry cannot. Same `_prisma_migrations` table as
 * `prisma migrate deploy`, so either tool can take over from the other.
 */
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import type {
  DiffTarget,
  MigrationList,
  SchemaContainer,
  SchemaEngine,
} from '@prisma/schema-engine-wasm/schema_engine_bg';
import { MigrationAdapter } from '@/lib/platform/db/migrationAdapter';

const require = createRequire(import.meta.url);
const filters = { externalTables: [], externalEnums: [] };

/** Where the schema and its migrations are: the project's own `prisma` folder. */
export const prismaFolder = resolve('prisma');

async function readSchema(): Promise<SchemaContainer[]> {
  const folder = join(prismaFolder, 'schema');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.prisma')).sort();
  return Promise.all(
    names.map(async (name) => ({ path: name, content: await readFile(join(folder, name), 'utf8') })),
  );
}

async function readMigrations(): Promise<MigrationList> {
  const baseDir = join(prismaFolder, 'migrations');
  const entries = await readdir(baseDir, { withFileTypes: true });
  const folders = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  const migrationDirectories = await Promise.all(
    folders.map(async (path) => {
      const value = await readFile(join(baseDir, path, 'migration.sql'), 'utf8');
      return { path, migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value } } };
    }),
  );
  const lockfile = { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' };
  return { baseDir, lockfile, shadowDbInitScript: '', migrationDirectories };
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
 * Brings the database to the newest migration. Safe to run from several processes at once: the engine takes an advisory lock.
 * @returns the names of the migrations applied now, empty when the database was already current.
 */
export async function applyMigrations(connectionString: string): Promise<string[]> {
  const migrationsList = await readMigrations();
  const result = await withEngine(connectionString, (engine) =>
    engine.applyMigrations({ migrationsList, filters }),
  );
  return result.appliedMigrationNames;
}

/**
 * The SQL that would bring the result of all migrations to the schema files; empty when they agree. What the schema language
 * cannot say (checks, partial indexes, triggers) is not compared.
 * @param connectionString a server on which this user may create a scratch database, which is dropped again.
 */
export async function diffSchema(connectionString: string): Promise<string> {
  const migrations = await readMigrations();
  const from: DiffTarget =
    migrations.migrationDirectories.length > 0 ? { tag: 'migrations', ...migrations } : { tag: 'empty' };
  const to: DiffTarget = { tag: 'schemaDatamodel', files: await readSchema() };
  const { stdout } = await withEngine(connectionString, (engine) =>
    engine.diff({ from, to, script: true, exitCode: null, filters }),
  );
  return /empty migration/i.test(stdout ?? '') ? '' : (stdout ?? '').trim();
}

/** Names of the migrations in the project, oldest first. */
export async function listMigrations(): Promise<string[]> {
  return (await readMigrations()).migrationDirectories.map((migration) => migration.path);
}
