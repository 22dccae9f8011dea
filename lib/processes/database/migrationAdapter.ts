/**
 * The database connection Prisma's schema engine works through. Four things differ from the stock adapter: scripts are sent whole, because the stock one cuts them at every semicolon and so breaks function bodies; one session does
 * everything, so that the engine's advisory lock really covers its scripts; and the scratch database of a comparison is really
 * another database (the stock adapter passes its name beside a connection string, which silently wins); and one-byte catalogue
 * columns are read (the stock adapter refuses their type, and with it every look at an existing schema).
 */
import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { ColumnTypeEnum, DriverAdapterError } from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { databaseUrl, runOnServer } from '@/lib/platform/db/server';

type Adapter = Awaited<ReturnType<PrismaPg['connect']>>;

export class MigrationAdapter extends PrismaPg {
  private readonly closers: (() => Promise<void>)[] = [];

  /** @param connectionString the database to migrate; also the server on which scratch databases are made. */
  constructor(private readonly connectionString: string) {
    super({ connectionString, max: 1 });
  }

  override async connect(): Promise<Adapter> {
    return this.keep(await super.connect());
  }

  override async connectToShadowDb(): Promise<Adapter> {
    const name = `scratch_${randomUUID().replaceAll('-', '')}`;
    await runOnServer(this.connectionString, `CREATE DATABASE ${name}`);
    this.closers.unshift(() =>
      runOnServer(this.connectionString, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
    );
    const scratch = new PrismaPg({ connectionString: databaseUrl(this.connectionString, name), max: 1 });
    return this.keep(await scratch.connect());
  }

  /** Ends every connection and removes scratch databases. The engine leaves both behind. */
  async close(): Promise<void> {
    for (const closeOne of this.closers.splice(0).reverse()) await closeOne();
  }

  private keep(adapter: Adapter): Adapter {
    const pool = adapter.underlyingDriver();
    const end = async () => {
      if (!pool.ended) await pool.end();
    };
    this.closers.push(end);
    const run = pool.query.bind(pool);
    adapter.dispose = end;
    adapter.executeScript = (script) => sendWhole(run, script);
    readCatalogueChars(adapter, pool);
    return adapter;
  }
}

const catalogueCharOid = 18;
const textOid = 25;

/**
 * Lets the stock adapter take the internal type "char" (kinds and actions in pg_constraint and its like) for text, then tells
 * the engine what it was.
 */
function readCatalogueChars(adapter: Adapter, pool: pg.Pool): void {
  const charColumns = new WeakMap<unknown[], number[]>();
  const query = pool.query.bind(pool) as (...args: unknown[]) => Promise<pg.QueryArrayResult>;
  const markChars = async (...args: unknown[]) => {
    const result = await query(...args);
    const indexes = result.fields.flatMap((field, index) =>
      field.dataTypeID === catalogueCharOid ? [index] : [],
    );
    for (const index of indexes) Object.assign(result.fields[index] ?? {}, { dataTypeID: textOid });
    charColumns.set(result.rows, indexes);
    return result;
  };
  Object.assign(pool, { query: markChars });
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (params) => {
    const result = await queryRaw(params);
    for (const index of charColumns.get(result.rows) ?? [])
      result.columnTypes[index] = ColumnTypeEnum.Character;
    return result;
  };
}

/** PostgreSQL parses a script itself and runs it as one transaction, so a failed migration leaves nothing behind. */
async function sendWhole(run: (script: string) => Promise<unknown>, script: string): Promise<void> {
  try {
    await run(script);
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
    const { code = '', severity = 'ERROR', message, detail, column, hint } = error;
    throw new DriverAdapterError({ kind: 'postgres', code, severity, message, detail, column, hint });
  }
}
