/** Plural and simple inflection of folded words, in the five languages of the interface taken together. */

/** Endings a word may carry beyond the watched form: colis|, retard|s, cadeau|x, casse|e|s, refund|ed, Paket|e. */
const endings = new Set(['', 's', 'x', 'es', 'e', 'ee', 'ees', 'ed', 'ing', 'n', 'en', 'er']);
/** Short words only take these: "mer" must not find "mère", nor "art" find "arte". */
const shortEndings = new Set(['', 's', 'x']);
const shortLength = 3;

/** Whether `ending` makes an ordinary form of `word`. */
export function isInflection(word: string, ending: string): boolean {
  return (word.length <= shortLength ? shortEndings : endings).has(ending);
}

/** Endings that change inside: a watched singular finds its plural and the other way round. */
const swaps: readonly [from: string, to: string][] = [
  ['aux', 'al'],
  ['al', 'aux'],
  ['ies', 'y'],
  ['y', 'ies'],
  ['il', 'ille'],
  ['if', 'ive'],
  ['eur', 'euse'],
  ['eux', 'euse'],
  ['nul', 'nulle'],
  // Italian plurals.
  ['co', 'chi'],
  ['go', 'ghi'],
  ['o', 'i'],
  ['a', 'e'],
  // Infinitive and participle: casser, cassé.
  ['er', 'e'],
];

/** The forms under which a folded word or phrase is looked up; the last word is inflected. */
export function inflect(folded: string): string[] {
  const forms = new Set([folded]);
  const lastWord = folded.slice(folded.lastIndexOf(' ') + 1);
  if (lastWord.length <= shortLength) {
    if (folded === 'nul') forms.add('nulle');
    return [...forms];
  }
  if (lastWord.length > shortLength + 1 && /[^s]s$|x$/.test(lastWord)) forms.add(folded.slice(0, -1));
  for (const [from, to] of swaps) {
    // Short stems would turn into other words ("dota" into "dote").
    if (folded.endsWith(from) && lastWord.length - from.length >= shortLength)
      forms.add(folded.slice(0, -from.length) + to);
  }
  return [...forms];
}
