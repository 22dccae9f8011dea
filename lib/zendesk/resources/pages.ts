/**
 * Reading a list to its end. Cursor lists end at `has_more`, not at `links.next`, which is never null; older lists carry
 * `next_page`. Addresses in answers are never called: only the cursor is taken out of them.
 */
import { z } from 'zod';
import type { Query, ZendeskClient } from '@/lib/zendesk/client';
import { ZendeskError } from '@/lib/zendesk/errors';

const pageFacts = z.looseObject({
  meta: z.looseObject({ has_more: z.boolean().nullish(), after_cursor: z.string().nullish() }).nullish(),
  links: z.looseObject({ next: z.string().nullish() }).nullish(),
  next_page: z.string().nullish(),
});
type PageFacts = z.output<typeof pageFacts>;

const maxPages = 200;

function readParameter(address: string | null | undefined, name: string): string | undefined {
  if (!address) return undefined;
  const query = address.slice(address.indexOf('?') + 1);
  return new URLSearchParams(query).get(name) ?? undefined;
}

/** @returns the query that reads the next page, or null at the end. */
function nextQuery(facts: PageFacts): Query | null {
  if (facts.meta?.has_more != null) {
    if (!facts.meta.has_more) return null;
    const cursor = facts.meta.after_cursor ?? readParameter(facts.links?.next, 'page[after]');
    return cursor ? { 'page[after]': cursor } : null;
  }
  const page = readParameter(facts.next_page, 'page');
  return page ? { page } : null;
}

/**
 * Every page of a list, one by one, so that a caller who has found what it sought can stop.
 * @throws ZendeskError `malformed` for a list that leads in a circle or never ends.
 */
export async function* readPages<T>(
  client: ZendeskClient,
  request: { path: string; query?: Query; schema: z.ZodType<T>; signal?: AbortSignal },
): AsyncGenerator<T> {
  const schema = z.unknown().transform((body, context): { page: T; facts: PageFacts } => {
    const page = request.schema.safeParse(body);
    const facts = pageFacts.safeParse(body);
    for (const { error } of [page, facts]) {
      for (const issue of error?.issues ?? [])
        context.addIssue({ code: 'custom', path: issue.path, message: issue.message });
    }
    return page.success && facts.success ? { page: page.data, facts: facts.data } : z.NEVER;
  });
  const seen = new Set<string>();
  let more: Query | null = {};
  while (more) {
    const mark = JSON.stringify(more);
    if (seen.has(mark) || seen.size >= maxPages) {
      throw new ZendeskError({
        kind: 'malformed',
        outcome: 'unknown',
        words: 'The list does not end.',
        call: `GET ${request.path}`,
      });
    }
    seen.add(mark);
    const query: Query = { ...request.query, ...more };
    const answer: { page: T; facts: PageFacts } = await client.request({
      method: 'GET',
      path: request.path,
      query,
      schema,
      signal: request.signal,
    });
    yield answer.page;
    more = nextQuery(answer.facts);
  }
}

/**
 * The rows of a list that holds other people's things beside ours: one that cannot be read is left out, and costs the others nothing.
 * Where none can be read the list itself is not what it was, which is told.
 */
export function rowsOf<T>(row: z.ZodType<T>): z.ZodType<T[]> {
  return z.array(z.unknown()).transform((given, context) => {
    const read = given.map((one) => row.safeParse(one));
    const rows = read.flatMap((one) => (one.success ? [one.data] : []));
    const issue = read.find((one) => !one.success)?.error?.issues[0];
    if (rows.length === 0 && issue) {
      context.addIssue({ code: 'custom', path: [0, ...issue.path], message: issue.message });
      return z.NEVER;
    }
    return rows;
  });
}

/** All rows of a list that can be read. @param key where the rows are in the answer, for example `webhooks`. */
export async function listAll<T>(
  client: ZendeskClient,
  request: { path: string; query?: Query; key: string; row: z.ZodType<T>; signal?: AbortSignal },
): Promise<T[]> {
  const schema = z.looseObject({ [request.key]: rowsOf(request.row) }) as unknown as z.ZodType<
    Record<string, T[]>
  >;
  const rows: T[] = [];
  for await (const page of readPages(client, { ...request, schema })) rows.push(...(page[request.key] ?? []));
  return rows;
}
