/** Words that stand beside names in the languages of our shops: titles, particles, legal forms. Pure. */

const plain = (word: string) =>
  word
    .normalize('NFKD')
    .replace(/[\p{M}.’']/gu, '')
    .toLowerCase();

const titles = new Set(
  (
    'monsieur madame mademoiselle messieurs mesdames mr mrs ms mx mme mmes mlle mlles melle miss dr dre prof pr maitre ' +
    'herr herrn frau fraulein sigra signor signore signora signorina dott dottssa dottoressa sr sra srta senor senora senorita ' +
    'jr phd md mba'
  ).split(' '),
);
/** Titles that are names or initials where they stand without a dot. */
const dottedTitles = new Set(['m', 'mm', 'sig', 'me', 'ing', 'dipl-ing', 'dipl']);
const connectors = new Set(['et', 'and', 'und']);
const particles = new Set(
  'de du des d la le les del della dello di da do dos das von vom zu zum zur van der den ter ten el al bin ibn ben abu mac st'.split(
    ' ',
  ),
);
/** In capitals or with dots only: "Sa" and "Inc" are names too. */
const legalForms = new Set(
  'SARL SAS SASU EURL SA SNC SCI SCOP EI EIRL ETS GmbH UG AG KG OHG eK GbR Ltd LTD LLC LLP PLC Inc INC SL SLU SRL Srl SRLS SpA SPA SAPA BV NV SPRL BVBA'.split(
    ' ',
  ),
);

export const isParticle = (word: string) => particles.has(plain(word));

const isTitle = (word: string) =>
  titles.has(plain(word)) || (dottedTitles.has(plain(word)) && word.includes('.'));

export function stripTitles(words: readonly string[]): { words: string[]; isTitled: boolean } {
  const kept = words.filter((word) => !isTitle(word) && !connectors.has(plain(word)));
  return { words: kept, isTitled: words.some(isTitle) };
}

/** A company's name without its legal form, or null when the words name none. */
export function stripCompany(words: readonly string[]): string[] | null {
  const kept = words.filter((word) => !legalForms.has(word.replaceAll('.', '')));
  return kept.length > 0 && kept.length < words.length ? kept : null;
}
