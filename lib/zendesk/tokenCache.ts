/** Where an OAuth access token is kept between calls. The database side gives an implementation that all processes share. */

import type { IssuedToken } from '@/lib/zendesk/oauth';

export type CachedToken = {
  accessToken: string;
  /** Real time, not the product's. */
  expiresAt: Date;
};

export interface TokenCache {
  read(): Promise<CachedToken | null>;
  /** @param token with its refresh token where the grant gave one: the pair is kept together or not at all. */
  write(token: IssuedToken): Promise<void>;
  /** Runs `work` while no other holder of this cache does, so that one of them fetches a token and the others find it. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
}

/** For one process: connection tests, and tokens not worth keeping. */
export function memoryTokenCache(initial: CachedToken | null = null): TokenCache {
  let token = initial;
  let tail: Promise<unknown> = Promise.resolve();
  return {
    read: () => Promise.resolve(token),
    write: (next) => {
      token = next;
      return Promise.resolve();
    },
    exclusively(work) {
      const turn = tail.then(work);
      tail = turn.catch(() => undefined);
      return turn;
    },
  };
}
