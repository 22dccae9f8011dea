/**
 * Which mail addresses exist, by RFC 5321 and 6531: signs such as & / = # before the @, letters of every script, domains outside
 * ASCII. Kept and compared in one form: the domain in ASCII, as mail servers know it, and all of it in lower case. Pure.
 */
import { toComparable } from '@/lib/platform/text/comparable';

const localMaxBytes = 64;
const addressMaxLength = 254;
/** Atoms joined by single dots. */
const localPart =
  /^(?:[a-z0-9!#$%&'*+/=?^_`{|}~-]|[^\0-\x7f])+(?:\.(?:[a-z0-9!#$%&'*+/=?^_`{|}~-]|[^\0-\x7f])+)*$/u;
const asciiDomain =
  /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?!\d+$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** In ASCII and lower case; null for what is no domain. */
export function toAsciiDomain(domain: string): string | null {
  // What the address parser would cut off or decode is no part of a domain.
  if (/[\s/\\?#@:%[\]]/.test(domain) || !URL.canParse(`http://${domain}`)) return null;
  const { hostname } = new URL(`http://${domain}`);
  return asciiDomain.test(hostname) ? hostname : null;
}

/** @returns the address as it is kept, or null when no mail could ever reach it. */
export function parseEmail(text: string): string | null {
  const address = toComparable(text);
  const at = address.lastIndexOf('@');
  const local = address.slice(0, Math.max(at, 0)).toLowerCase();
  const domain = toAsciiDomain(address.slice(at + 1));
  if (domain === null || /\s/u.test(local) || !localPart.test(local)) return null;
  if (new TextEncoder().encode(local).length > localMaxBytes) return null;
  return local.length + 1 + domain.length > addressMaxLength ? null : `${local}@${domain}`;
}
