import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { environment } from './environment';

export type SentMail = { to: string[]; subject: string; text: string };

/** The mails our product has sent to an address, read from its mail folder, oldest first. */
export async function mailsTo(address: string): Promise<SentMail[]> {
  const folder = join(environment.E2E_DATA_DIR ?? '.data', 'mail');
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.eml')).sort();
  const mails = await Promise.all(
    names.map(async (name): Promise<SentMail> => {
      const mail = await PostalMime.parse(await readFile(join(folder, name)));
      return {
        to: (mail.to ?? []).flatMap((entry) => entry.address ?? []),
        subject: mail.subject ?? '',
        text: mail.text ?? '',
      };
    }),
  );
  return mails.filter((mail) => mail.to.includes(address));
}
