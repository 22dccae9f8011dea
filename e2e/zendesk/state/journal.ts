import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';

/** One change of one row: account (empty for the server itself), table, id, and the row, or null when it went away. */
export type JournalEntry = [scope: string, table: string, id: string | number, row: unknown];

const COMPACT_AT_BYTES = 64 * 1024 * 1024;

/**
 * An append-only journal instead of periodic snapshots: a write costs one small `write` call rather than the whole
 * state, and nothing answered can be lost to `kill -9`, because bytes handed to the kernel outlive the process.
 *
 * Changes made in one synchronous step are collected and written as ONE line by a microtask, that is, before
 * the event loop can send any answer. A line is therefore a transaction: a torn last line is dropped whole.
 */
export class Journal {
  private readonly pending = new Map<string, { entry: JournalEntry }>();
  private scheduled = false;
  private file: number | null = null;
  private bytes = 0;
  private compactAt = COMPACT_AT_BYTES;

  /**
   * @param folder where `journal.ndjson` lives; null keeps everything in memory
   * @param snapshot yields every live row, for compaction
   */
  constructor(
    private readonly folder: string | null,
    private readonly snapshot: () => Iterable<JournalEntry>,
  ) {}

  /** Entries of the last run, in order. Call once, before `open`. */
  *replay(): Generator<JournalEntry> {
    if (!this.folder || !existsSync(this.path())) return;
    for (const line of readFileSync(this.path(), 'utf8').split('\n')) {
      if (line === '') continue;
      let entries: JournalEntry[];
      try {
        entries = JSON.parse(line) as JournalEntry[];
      } catch {
        // Only the last line can be torn; it was never answered, so it never happened.
        return;
      }
      yield* entries;
    }
  }

  /** Rewrites the file from the live rows and keeps it open for appending. */
  open(): void {
    if (!this.folder) return;
    mkdirSync(this.folder, { recursive: true });
    this.pending.clear();
    const temporary = `${this.path()}.new`;
    const file = openSync(temporary, 'w');
    this.bytes = 0;
    for (const entry of this.snapshot()) this.bytes += writeSync(file, `${JSON.stringify([entry])}\n`);
    fsyncSync(file);
    renameSync(temporary, this.path());
    if (this.file !== null) closeSync(this.file);
    this.file = file;
    this.compactAt = COMPACT_AT_BYTES + 2 * this.bytes;
  }

  /** Notes that a row changed; it is serialised when the current synchronous step ends. */
  record(entry: JournalEntry): void {
    if (!this.folder) return;
    this.pending.set(`${entry[0]}\u0000${entry[1]}\u0000${String(entry[2])}`, { entry });
    if (this.scheduled) return;
    this.scheduled = true;
    queueMicrotask(() => {
      this.flush();
    });
  }

  /** Writes what is collected; a no-op when nothing is. */
  flush(): void {
    this.scheduled = false;
    if (this.file === null || this.pending.size === 0) return;
    const line = `${JSON.stringify([...this.pending.values()].map((held) => held.entry))}\n`;
    this.pending.clear();
    this.bytes += writeSync(this.file, line);
    if (this.bytes > this.compactAt) this.open();
  }

  close(): void {
    this.flush();
    if (this.file === null) return;
    fsyncSync(this.file);
    closeSync(this.file);
    this.file = null;
  }

  private path(): string {
    return path.join(this.folder ?? '', 'journal.ndjson');
  }
}
