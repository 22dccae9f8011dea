import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import PostalMime, { type Address, type Email } from 'postal-mime';

export interface ReadMail {
  file: string;
  /** Milliseconds: the message's own date, else the file's. */
  atMs: number;
  mail: Email;
}

const NAME = /^[\w.@+-]+\.eml$/;

/** One message of the folder, or null for a name that is none of its files or a file that is no message. */
export async function readMail(folder: string, file: string): Promise<ReadMail | null> {
  if (!NAME.test(file)) return null;
  const full = path.join(folder, file);
  try {
    const [bytes, info] = await Promise.all([readFile(full), stat(full)]);
    const mail = await PostalMime.parse(new Uint8Array(bytes));
    const dated = mail.date === undefined ? Number.NaN : Date.parse(mail.date);
    return { file, atMs: Number.isNaN(dated) ? info.mtimeMs : dated, mail };
  } catch {
    return null;
  }
}

/** The newest messages the product left, newest first. A folder that is not there yet holds none. */
export async function listMails(folder: string, limit: number): Promise<ReadMail[]> {
  const names = await readdir(folder).catch(() => [] as string[]);
  const dated = await Promise.all(
    names
      .filter((name) => NAME.test(name))
      .map(async (name) => ({
        name,
        at: (await stat(path.join(folder, name)).catch(() => null))?.mtimeMs ?? 0,
      })),
  );
  const newest = dated.sort((a, b) => b.at - a.at || b.name.localeCompare(a.name)).slice(0, limit);
  const mails = await Promise.all(newest.map((entry) => readMail(folder, entry.name)));
  return mails.filter((mail) => mail !== null).sort((a, b) => b.atMs - a.atMs);
}

/** Addresses as a reader expects them; groups show their members. */
export function toAddresses(addresses: (Address | undefined)[] | undefined): string {
  return (addresses ?? [])
    .flatMap((one) => one?.group ?? one ?? [])
    .map((one) => (one.name ? `${one.name} <${one.address ?? ''}>` : (one.address ?? '')))
    .join(', ');
}
