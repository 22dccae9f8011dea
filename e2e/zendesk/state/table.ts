import type { Journal } from './journal';

export interface Row {
  id: string | number;
}

type Key = string | number | null;

/** Rows by id with secondary indexes. Rows are changed in place and then saved; saving is what makes a change last. */
export class Table<T extends Row> {
  private readonly rows = new Map<string, T>();
  private readonly indexed = new Map<string, Map<string, Map<string, T>>>();
  private readonly keys = new Map<string, Map<string, string>>();

  constructor(
    private readonly journal: Journal,
    private readonly scope: string,
    readonly name: string,
    private readonly indexes: Record<string, (row: T) => Key> = {},
  ) {
    for (const index of Object.keys(indexes)) {
      this.indexed.set(index, new Map());
      this.keys.set(index, new Map());
    }
  }

  get(id: string | number | null | undefined): T | undefined {
    return id === null || id === undefined ? undefined : this.rows.get(String(id));
  }

  /** Rows in the order in which they were first saved. */
  all(): T[] {
    return [...this.rows.values()];
  }

  values(): IterableIterator<T> {
    return this.rows.values();
  }

  get size(): number {
    return this.rows.size;
  }

  /** Rows whose index has this key, oldest first. */
  by(index: string, key: Key): T[] {
    if (key === null) return [];
    return [...(this.indexed.get(index)?.get(String(key))?.values() ?? [])];
  }

  save(row: T): T {
    this.put(row);
    this.journal.record([this.scope, this.name, row.id, row]);
    return row;
  }

  delete(id: string | number): void {
    this.drop(String(id));
    this.journal.record([this.scope, this.name, id, null]);
  }

  clear(): void {
    for (const row of this.all()) this.delete(row.id);
  }

  /** Takes a row from the journal without writing it again. */
  restore(id: string | number, row: T | null): void {
    if (row === null) this.drop(String(id));
    else this.put(row);
  }

  private put(row: T): void {
    const id = String(row.id);
    this.rows.set(id, row);
    for (const [index, read] of Object.entries(this.indexes)) {
      const key = read(row);
      const before = this.keys.get(index)?.get(id);
      const after = key === null ? undefined : String(key);
      const byKey = this.indexed.get(index);
      if (before !== undefined && before !== after) byKey?.get(before)?.delete(id);
      if (after === undefined) this.keys.get(index)?.delete(id);
      else {
        this.keys.get(index)?.set(id, after);
        const bucket = byKey?.get(after) ?? new Map<string, T>();
        bucket.set(id, row);
        byKey?.set(after, bucket);
      }
    }
  }

  private drop(id: string): void {
    this.rows.delete(id);
    for (const [index, keys] of this.keys) {
      const key = keys.get(id);
      if (key !== undefined) this.indexed.get(index)?.get(key)?.delete(id);
      keys.delete(id);
    }
  }
}
