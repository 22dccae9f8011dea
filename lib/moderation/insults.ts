/**
 * Words that are an insult wherever they stand, per language. A short list of our own: the word lists published as libraries
 * are machine translations or collect slang at large, and would send every third harmless review to moderation.
 */
import { createMatcher, type Matcher } from '@/lib/moderation/watchedWords';

/** Left out on purpose: words with an ordinary meaning in a shop (fumier, tapette, ordure, pourriture, Maine coon). */
const byLanguage: Record<string, string> = {
  fr: `abruti, bâtard, bougnoule, branleur, branleuse, bande de cons, connard, connasse, conne, couillon, crétin, débile mental, enculé, enfoiré,
    espèce de con, fdp, fils de pute, gouine, gros con, imbécile, merde, merdeux, nègre, nique ta mère, ntm, pédé, pétasse,
    pouffiasse, putain, pute, sale arabe, sale blanc, sale con, sale juif, sale noir, salaud, salopard, salope, ta gueule, trou du cul,
    va te faire foutre, allez vous faire foutre, youpin`,
  en: `arsehole, asshole, bastard, bitch, bollocks, bullshit, cocksucker, cretin, cunt, dickhead, dipshit, dumbass, faggot, fuck, fuckwit,
    imbecile, jackass, knobhead, moron, motherfucker, nigga, nigger, piece of shit, prick, retard, scumbag, shit, shithead, slut,
    son of a bitch, twat, wanker, whore`,
  es: `cabrón, gilipollas, hijo de puta, hijos de puta, imbécil, joder, maricón, mierda, pendejo, puta, sudaca, vete a la mierda, zorra`,
  it: `bastardo, cazzo, coglione, coglioni, cretino, figlio di puttana, frocio, imbecille, merda, pezzo di merda, puttana, stronzo,
    stronza, vaffanculo, zoccola`,
  de: `arsch, arschloch, arschlöcher, dreckskerl, drecksau, fotze, hurensohn, idiot, kanake, missgeburt, mistkerl, nutte, scheiße,
    schlampe, schwuchtel, vollidiot, wichser`,
  pt: `caralho, filho da puta, foda, merda, otário, porra, viado, vai se foder`,
};

/** Harmless in another language: only looked for in texts of their own. `retard` is a delay in French. */
const ownLanguageOnly = new Set(['retard', 'prick', 'zorra', 'conne', 'porra', 'foda', 'nègre']);

const cache = new Map<string, Matcher>();

function wordsFor(language: string): string[] {
  const lists = Object.entries(byLanguage).map(([code, list]) => ({
    code,
    words: list.split(',').map((word) => word.trim()),
  }));
  return lists.flatMap(({ code, words }) =>
    words.filter((word) => code === language || !ownLanguageOnly.has(word)),
  );
}

/** The insults to look for in a text of that language: its own, and those of every other that cannot be mistaken. */
export function insultsFor(locale: string): Matcher {
  const language = locale.slice(0, 2);
  let matcher = cache.get(language);
  if (!matcher) {
    matcher = createMatcher([...new Set(wordsFor(language))].map((word) => ({ word, category: 'insult' })));
    cache.set(language, matcher);
  }
  return matcher;
}
