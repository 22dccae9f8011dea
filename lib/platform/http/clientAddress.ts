/**
 * Where a request comes from: only good for counting. The server writes it into `x-forwarded-for` ahead of everything that reads it,
 * from the connection itself; what the header said before is believed only as far as trusted proxies wrote it.
 */
import { isIP } from 'node:net';
import type { IncomingMessage } from 'node:http';
import { env } from '@/lib/platform/env';

/** IPv4 inside IPv6 is IPv4: one caller, one spelling. */
const plain = (address: string) =>
  address
    .trim()
    .replace(/^::ffff:(?=\d+\.)/i, '')
    .toLowerCase();

function isTrusted(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && env.trustedProxies.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/** From the right: the last address that is no trusted proxy. An entry that is no address ends the walk. */
export function clientAddressOf(peer: string, forwarded: string | undefined): string {
  let address = plain(peer);
  for (const entry of (forwarded ?? '').split(',').reverse()) {
    const before = plain(entry);
    if (!isTrusted(address) || isIP(before) === 0) break;
    address = before;
  }
  return address;
}

/** The one place where the header is made. */
export function setClientAddress(request: IncomingMessage): void {
  const given = request.headers['x-forwarded-for'];
  const forwarded = Array.isArray(given) ? given.join(',') : given;
  request.headers['x-forwarded-for'] = clientAddressOf(request.socket.remoteAddress ?? '', forwarded);
}

/** Of the header the server made; of one entry more there is only the last. */
export function forwardedAddress(header: string | null | undefined): string {
  return header?.split(',').at(-1)?.trim() || 'local';
}
