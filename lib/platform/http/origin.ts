/**
 * Whether a browser says that one of our own pages calls. A sandboxed frame says `null`; what is no address is nobody's. Pure.
 * @param host of the request, with its port.
 */
export function isOwnOrigin(origin: string, host: string | null): boolean {
  // More than scheme and host is no origin; a list or a sentence is not either.
  const own = /^https?:\/\/([^\s/@,]+)$/.exec(origin)?.[1];
  return own !== undefined && own.toLowerCase() === host?.toLowerCase();
}
