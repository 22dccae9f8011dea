/**
 * What the two name fields of a shop say about a person. Shops fill them in every way: a full name in one or in both, a title,
 * a dash, a company. Where a field does not tell given name and family name apart, the reading is the one that shows less. Pure.
 */
import { firstLetter, toComparable } from '@/lib/platform/text/comparable';
import { isParticle, stripCompany, stripTitles } from '@/lib/platform/text/nameWords';

export type NameFields = { firstName: string; lastName: string };

export type PersonName = {
  given: string;
  family: string;
  /** What identifies the author inside a text: the family name, and its last word where the fields leave open where it begins. */
  familyNames: string[];
};

/** The words of one field. `familyAt` is where the family name begins, null where the field does not say. */
type Field = { words: string[]; familyAt: number | null; isTitled: boolean };

/** What forms and exports write for "nothing". A real name among them is only shown less. */
const placeholder =
  /^(?:n\/a|null|undefined|none|unknown|inconnue?|unbekannt|desconocid[oa]|sconosciut[oa]|x{2,})$/;
const ideographic = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+$/u;

const fold = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

function toWords(text: string): string[] {
  const spaced = /\s/.test(text) ? text : text.replace(/(?<=\p{L}{2})[._](?=\p{L}{2})/gu, ' ');
  return spaced
    .split(/[\s/|;&+]+/)
    .map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}\p{M}.'’]+$/gu, ''))
    .filter((word) => /\p{L}/u.test(word));
}

/** Written in capitals throughout, as family names are on French papers. Two letters may be initials. */
const isCapitals = (word: string) => /^(?=(?:\P{L}*\p{Lu}){3})[^\p{Ll}]+$/u.test(word);

function readField(value: string): Field {
  const text = toComparable(value).replace(/\([^)]*\)/g, ' ');
  if (text.includes('@') || placeholder.test(fold(text.trim())))
    return { words: [], familyAt: null, isTitled: false };
  const [before = '', ...after] = text.split(',');
  const parts = [stripTitles(toWords(after.join(' '))), stripTitles(toWords(before))] as const;
  const [given, family] = parts;
  const isTitled = parts.some((part) => part.isTitled);
  const company = stripCompany(family.words);
  if (company) return { words: company, familyAt: 0, isTitled };
  if (given.words.length > 0 && family.words.length > 0)
    return { words: [...given.words, ...family.words], familyAt: given.words.length, isTitled };
  return { ...order([...given.words, ...family.words]), isTitled };
}

/** Puts the given name first where the way of writing tells which it is. */
function order(words: string[]): Omit<Field, 'isTitled'> {
  const [first = '', ...rest] = words;
  if (words.length > 1 && words.every((word) => ideographic.test(word)))
    return { words: [...rest, first], familyAt: rest.length };
  const capitals = words.filter(isCapitals);
  const others = words.filter((word) => !isCapitals(word));
  const isTold = capitals.length > 0 && others.some((word) => !isParticle(word));
  if (!isTold) return { words, familyAt: null };
  const given = others.filter((word) => !isParticle(word));
  return { words: [...given, ...words.filter((word) => !given.includes(word))], familyAt: given.length };
}

const isSame = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((word, index) => fold(word) === fold(b[index] ?? ''));

/** The words of `all` before or behind `part`, or null when `part` is not at one of its ends. */
function without(all: readonly string[], part: readonly string[]): string[] | null {
  if (part.length === 0 || part.length >= all.length) return null;
  if (isSame(all.slice(-part.length), part)) return all.slice(0, -part.length);
  return isSame(all.slice(0, part.length), part) ? all.slice(part.length) : null;
}

/** The whole name in one field. @param single what one word alone is taken for. */
function readWhole({ words, familyAt, isTitled }: Field, single: 'given' | 'family'): PersonName {
  const particleAt = words.findIndex((word, index) => index > 0 && isParticle(word));
  const isFamily = single === 'family' || isTitled || words.some((word) => ideographic.test(word));
  const guessed = words.length > 1 ? Math.max(particleAt, 1) : isFamily ? 0 : 1;
  const name = toName(words.slice(0, familyAt ?? guessed), words.slice(familyAt ?? guessed));
  const last = words.at(-1) ?? '';
  return familyAt === null && name.family !== last && name.family !== ''
    ? { ...name, familyNames: [...name.familyNames, last] }
    : name;
}

function toName(given: readonly string[], family: readonly string[]): PersonName {
  const name = family.join(' ');
  return { given: given.join(' '), family: name, familyNames: name ? [name] : [] };
}

export function readName({ firstName, lastName }: NameFields): PersonName {
  const first = readField(firstName);
  const last = readField(lastName);
  if (last.words.length === 0) return readWhole(first, 'given');
  if (first.words.length === 0) return readWhole(last, 'family');
  if (isSame(first.words, last.words)) return readWhole(first, 'family');
  const given = without(first.words, last.words);
  if (given) return toName(given, last.words);
  const family = without(last.words, first.words);
  if (family) return toName(first.words, family);
  return toName(first.words.slice(0, first.familyAt ?? first.words.length), last.words);
}

/** The most that is public of a name: the first given name and the initial of the family name ("Claire D."). */
export function shortName(fields: NameFields): string {
  const { given, family } = readName(fields);
  const initial = firstLetter(family).toLocaleUpperCase('fr');
  return [givenName({ given }), ...(initial ? [`${initial}.`] : [])].filter(Boolean).join(' ');
}

/** Second given names stay with the shop: in one field they cannot be told from a family name. */
const givenName = ({ given }: Pick<PersonName, 'given'>) => given.split(' ')[0] ?? '';

/** How to call the author in a text; empty where the shop gave no given name. */
export const callName = (fields: NameFields) => givenName(readName(fields));

/** Both fields as they came, for the shop's own eyes: without placeholders, and what stands in both only once. */
export function fullName({ firstName, lastName }: NameFields): string {
  const parts = [firstName, lastName].map((text) => ({ text: text.trim(), ...readField(text) }));
  const [first, last] = parts as [(typeof parts)[0], (typeof parts)[0]];
  if (first.words.length === 0 || without(last.words, first.words))
    return last.words.length > 0 ? last.text : '';
  if (last.words.length === 0 || isSame(first.words, last.words) || without(first.words, last.words))
    return first.text;
  return `${first.text} ${last.text}`;
}

/** The same of a stored review. */
export const authorNameOf = ({
  authorFirstName,
  authorLastName,
}: {
  authorFirstName: string;
  authorLastName: string;
}) => fullName({ firstName: authorFirstName, lastName: authorLastName });
