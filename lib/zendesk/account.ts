/**
 * Which Zendesk account is meant. What people paste is understood as long as it can mean only one account; everything that could
 * lead our credentials to another host is refused. Pure, so that forms use it too.
 */
import { AppError } from '@/lib/platform/errors';

/** A DNS label: letters, digits and inner hyphens. */
const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
/** The host must be followed by its path, query or fragment at once: no port, no further label, no user before it. */
const address = /^(?:https?:\/\/)?([a-z0-9-]+)\.zendesk\.com(?:[/?#][^\\]*)?$/;
/** Zendesk's own site, nobody's help desk. */
const reserved = new Set(['www']);

/**
 * @param input `acme`, `ACME `, `acme.zendesk.com` or any address below `https://acme.zendesk.com/`.
 * @returns the subdomain in lower case.
 * @throws AppError `subdomain_invalid`.
 */
export function parseSubdomain(input: string): string {
  const text = input.trim().replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  const subdomain = address.exec(text)?.[1] ?? text;
  // Control characters are dropped by URL parsers, which would make two different texts one address.
  const isTricky = /[\u0000-\u0020\u007f]|\.\./.test(text);
  if (isTricky || !label.test(subdomain) || reserved.has(subdomain)) throw new AppError('subdomain_invalid');
  return subdomain;
}

/**
 * @param template the address of any account with `{subdomain}` in it, for example `https://{subdomain}.zendesk.com`.
 * @returns the account's address without a slash at the end.
 * @throws AppError `subdomain_invalid`.
 */
export function accountUrl(template: string, subdomain: string): string {
  if (!label.test(subdomain)) throw new AppError('subdomain_invalid');
  return template.replaceAll('{subdomain}', subdomain).replace(/\/+$/, '');
}
