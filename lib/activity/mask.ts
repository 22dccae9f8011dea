/** Pure: a payload as people may see it. What it is about stays readable; who it is about does not. */
import { maskContacts } from '@/lib/moderation/contactMasks';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** One letter tells two people apart well enough, and nobody can be looked up by it. */
const initialOf = (name: string) => `${Array.from(name)[0] ?? ''}•••`;

/** @param names whole names and parts of them that must not show. */
export function maskText(text: string, names: readonly string[]): string {
  let masked = maskContacts(text);
  for (const name of names) {
    // Shorter parts would blacken half of every text.
    if (Array.from(name).length < 2) continue;
    const whole = new RegExp(`(?<![\\p{L}\\p{N}])${escaped(name)}(?![\\p{L}\\p{N}])`, 'giu');
    masked = masked.replaceAll(whole, initialOf(name));
  }
  return masked;
}

/** The same through a whole payload; keys stay. */
export function maskPayload(value: Json, names: readonly string[]): Json {
  if (typeof value === 'string') return maskText(value, names);
  if (Array.isArray(value)) return value.map((item) => maskPayload(item, names));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, maskPayload(inner, names)]));
}
