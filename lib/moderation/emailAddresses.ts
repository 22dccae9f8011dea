/**
 * E-mail addresses in a text, also as people disguise them: "alix (at) maison (point) fr". Pure and linear: it looks around
 * each at-sign instead of trying every word. A handle (`@boutique`) names nobody's mailbox.
 */
import type { Passage } from '@/lib/moderation/phoneNumbers';

const atSign =
  /@|[([{<]\s?(?:at|a|arobase|arroba|chiocciola)\s?[)\]}>]|(?<=[\p{L}\p{N}]) (?:arobase|arroba|chiocciola|at) (?=[\p{L}\p{N}])/giu;
const localEnd = /[\p{L}\p{N}\p{M}._%+!#$&*/=?^`{|}~'’-]{1,64}$/u;
const label = '[\\p{L}\\p{N}](?:[\\p{L}\\p{N}\\p{M}-]{0,62})';
const spelled = '\\s?[(\\[{](?:dot|point|punto|punkt|\\.)[)\\]}]\\s?';
const loose = ` \\. | (?:dot|point|punto|punkt) |${spelled}`;
const closeDomain = new RegExp(`${label}(?:(?:\\.|${spelled})${label}){1,8}`, 'iuy');
const looseDomain = new RegExp(`${label}(?:(?:\\.|${loose})${label}){1,8}`, 'iuy');
const spelledDomain = new RegExp(`${label}(?: (?:dot|point|punto|punkt) ${label}){1,4}`, 'iuy');
const ending = /(?:\p{L}{2,}|xn--[a-z\d-]+)$/u;
/** After " @name" only what is an ending beyond doubt makes an address: a full stop without its space does not. */
const commonEnding =
  /\.(?:com|net|org|eu|info|fr|be|ch|lu|ca|es|it|de|at|nl|pt|br|pl|uk|us|ie|au|nz|mx|co|pe|cl|shop|store|me|io)$/iu;
const providers =
  /^(?:gmail|googlemail|hotmail|outlook|yahoo|orange|wanadoo|laposte|sfr|icloud|gmx|proton(?:mail)?|libero|t-online)(?![\p{L}\p{N}])/iu;

function domainAfter(text: string, sign: string, at: number, isHandle: boolean): number | null {
  const skipped = text[at] === ' ' ? 1 : 0;
  const isWord = /^ .*at $/i.test(sign);
  const pattern = isWord ? spelledDomain : sign === '@' && skipped === 0 ? closeDomain : looseDomain;
  pattern.lastIndex = at + skipped;
  const domain = pattern.exec(text)?.[0];
  if (domain)
    return ending.test(domain) && (!isHandle || commonEnding.test(domain))
      ? at + skipped + domain.length
      : null;
  const provider =
    sign === '@' && !isHandle && skipped === 0 ? providers.exec(text.slice(at, at + 20)) : null;
  return provider ? at + provider[0].length : null;
}

/** @param plain from `toPlainText`. @returns passages of it, in reading order. */
export function findEmailAddresses(plain: string): Passage[] {
  const found: Passage[] = [];
  for (const { 0: sign, index } of plain.matchAll(atSign)) {
    const gap = plain[index - 1] === ' ' ? 1 : 0;
    const from = Math.max(0, index - gap - 64);
    const local = localEnd.exec(plain.slice(from, index - gap))?.[0];
    if (!local || !/[\p{L}\p{N}]/u.test(local)) continue;
    const after = index + sign.length;
    const isHandle = sign === '@' && gap === 1 && plain[after] !== ' ';
    const end = domainAfter(plain, sign, after, isHandle);
    if (end !== null) found.push({ start: index - gap - local.length, end });
  }
  return found;
}
