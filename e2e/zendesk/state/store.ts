import { Account } from './account';
import type { AccountRow } from './account-rows';
import { Journal, type JournalEntry } from './journal';
import { Table } from './table';

interface ServerRow {
  id: 'server';
  clockOffsetMs: number;
}

/** All accounts of this server, kept in memory and in the journal. */
export class Store {
  /** Where the server answers, without a trailing slash; known once it listens. */
  origin = '';
  private readonly journal: Journal;
  private readonly rows: Table<AccountRow>;
  private readonly server: Table<ServerRow>;
  private readonly accounts = new Map<string, Account>();

  /** @param folder where the journal lives, or null for a store that forgets */
  constructor(folder: string | null) {
    this.journal = new Journal(folder, () => this.entries());
    this.rows = new Table<AccountRow>(this.journal, '', 'accounts');
    this.server = new Table<ServerRow>(this.journal, '', 'server');
    for (const [scope, table, id, row] of this.journal.replay()) this.restore(scope, table, id, row);
    this.journal.open();
  }

  get isEmpty(): boolean {
    return this.rows.size === 0;
  }

  find(subdomain: string): Account | undefined {
    return this.rows.get(subdomain) ? this.accounts.get(subdomain) : undefined;
  }

  list(): Account[] {
    return this.rows.all().flatMap((row) => this.find(row.id) ?? []);
  }

  create(row: AccountRow): Account {
    const account = this.holder(row.id);
    this.rows.save(row);
    return account;
  }

  /** Forgets an account and everything in it. */
  remove(subdomain: string): void {
    for (const table of this.accounts.get(subdomain)?.tables().values() ?? []) table.clear();
    this.rows.delete(subdomain);
  }

  /** The base address that plays `https://{subdomain}.zendesk.com`. */
  baseUrl(account: Account): string {
    return `${this.origin}/${account.subdomain}`;
  }

  get clockOffsetMs(): number {
    return this.server.get('server')?.clockOffsetMs ?? 0;
  }

  set clockOffsetMs(value: number) {
    this.server.save({ id: 'server', clockOffsetMs: value });
  }

  close(): void {
    this.journal.close();
  }

  private holder(subdomain: string): Account {
    const held = this.accounts.get(subdomain);
    if (held) return held;
    const account = new Account(subdomain, this.journal, this.rows, () => this.clockOffsetMs);
    this.accounts.set(subdomain, account);
    return account;
  }

  private restore(scope: string, table: string, id: string | number, row: unknown): void {
    if (scope !== '') {
      this.holder(scope)
        .tables()
        .get(table)
        ?.restore(id, row as { id: string | number } | null);
      return;
    }
    if (table === 'accounts') {
      this.rows.restore(id, row as AccountRow | null);
      this.holder(String(id));
    } else if (table === 'server') this.server.restore(id, row as ServerRow | null);
  }

  private *entries(): Generator<JournalEntry> {
    for (const row of this.server.values()) yield ['', 'server', row.id, row];
    for (const row of this.rows.values()) yield ['', 'accounts', row.id, row];
    for (const [subdomain, account] of this.accounts) {
      for (const [name, table] of account.tables()) {
        for (const row of table.values()) yield [subdomain, name, row.id, row];
      }
    }
  }
}
