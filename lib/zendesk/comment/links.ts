/** Where a link of a comment leads, as text beside its words. */

const webAddress = /^https?:\/\//iu;
const printable = /^[\x21-\x7e]+$/u;

/** Zendesk keeps files of its comments there: for people of the account, never for the public. */
const filePath = /^\/(?:attachments|api\/v2\/attachments|sc\/attachments)\//u;

export type Target = { address: string; isFile: boolean };

/** @returns null for what is no web address: `mailto:`, `javascript:`, a relative path. */
export function readTarget(href: string | undefined): Target | null {
  const given = (href ?? '').trim();
  if (!webAddress.test(given) || !URL.canParse(given)) return null;
  const url = new URL(given);
  // Signs that nobody sees, or that turn what is read around, are shown as they travel.
  return { address: printable.test(given) ? given : url.href, isFile: filePath.test(url.pathname) };
}

/** What two spellings of one address have in common. */
const bare = (text: string) =>
  text
    .toLowerCase()
    .replace(/^https?:\/\//u, '')
    .replace(/^www\./u, '')
    .replace(/\/$/u, '');

/** @returns what is put behind the words; nothing where they are the address. */
export function behindWords(words: string, { address, isFile }: Target): string {
  if (isFile || bare(words) === bare(address)) return '';
  return words === '' ? ` ${address}` : ` (${address})`;
}
