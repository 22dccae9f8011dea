/** How the tests of the shop API call it: requests in, responses out, over a real database. */
import { POST as postReviews } from '@/app/api/v1/reviews/route';
import { transaction } from '@/lib/platform/db/client';
import { makeWebsite } from '@/prisma/seed/factories';

export type Handler = (
  request: Request,
  context?: { params: Promise<Record<string, string>> },
) => Promise<Response>;
export type Shop = { id: string; secretKey: string };
export type Call = {
  body?: unknown;
  raw?: string;
  query?: string;
  id?: string;
  headers?: Record<string, string>;
  as: Shop | null;
};

/** A shop of its own, so that no test shares a queue with another. */
export const openShop = (): Promise<Shop> => transaction((tx) => makeWebsite(tx));

/** Calls a route's handler as that shop. */
export async function call(
  handler: unknown,
  method: string,
  { body, raw, query = '', id, headers, as }: Call,
) {
  const basic: Record<string, string> = as
    ? { authorization: `Basic ${Buffer.from(`${as.id}:${as.secretKey}`).toString('base64')}` }
    : {};
  const text = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  const request = new Request(`http://localhost/api/v1/x${query}`, {
    method,
    headers: { ...basic, ...(text === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(text === undefined ? {} : { body: text }),
  });
  const params: Record<string, string> = id ? { id } : {};
  const response = await (handler as Handler)(request, { params: Promise.resolve(params) });
  const answer = (await response.json()) as Record<string, never> & {
    code?: string;
    id: string;
    errors?: { path: string; code: string }[];
  };
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    headers: response.headers,
    answer,
  };
}

export const author = { firstName: 'Alix', lastName: 'Vasseur', email: 'Alix@Author.test' };
/** A brand review of one star, each for an order of its own. */
export const review = <T extends object = object>(more: T = {} as T) => ({
  type: 'brand',
  orderRef: `A-${Math.random()}`,
  rating: 1,
  comment: 'Déçu.',
  author,
  ...more,
});

/** Calls as one shop, unless stated otherwise. @param shop asked at each call: tests open theirs before they run. */
export function callsOf(shop: () => Shop) {
  const callAs = (handler: unknown, method: string, more: Partial<Call> = {}) =>
    call(handler, method, { as: shop(), ...more });
  return {
    call: callAs,
    post: (body: unknown, more: Partial<Call> = {}) => callAs(postReviews, 'POST', { body, ...more }),
  };
}
