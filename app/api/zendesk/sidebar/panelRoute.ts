/**
 * The sidebar's way to write a route: who calls is a panel (its session, or the website's secret key through Zendesk's proxy),
 * and a refusal also says, in the agent's language, what people should read.
 */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '@/lib/platform/errors';
import { toProblem, parseInput } from '@/lib/platform/http/problem';
import { takePoint } from '@/lib/platform/http/rateLimit';
import { clientAddress, Reply, reply, route } from '@/lib/platform/http/route';
import { toLocale, type Locale } from '@/lib/platform/i18n/locales';
import { translator } from '@/lib/platform/i18n/translator';
import { authenticatePanel, type SidebarCaller } from '@/lib/sidebar/caller';

export const ticketIdSchema = z
  .string()
  .regex(/^\d{1,18}$/)
  .transform(BigInt);
export const ticketBody = z.strictObject({ ticketId: ticketIdSchema });

/** An open panel asks every few seconds; two tickets open side by side ask twice as often. */
const limit = { points: 240, seconds: 60 };

type Context<Q> = { request: Request; caller: SidebarCaller; locale: Locale; query: Q };

/** What went wrong, in the agent's language: the rule, then what to do about it. */
function explain({ code, fields }: AppError, locale: Locale): string {
  const t = translator(locale, 'errors');
  const field = fields.map((fault) => `fields.${fault.code}`).find((key) => t.has(key));
  return field ? t(field) : t.has(code) ? t(code) : t('internal');
}

function toRefusal(error: AppError, locale: Locale): Reply {
  const problem = toProblem(error, randomUUID());
  const headers = { ...error.headers, 'content-type': 'application/problem+json' };
  return reply(problem.status, { ...problem, text: explain(error, locale) }, headers);
}

/** A caller's answer carries a fresh session when its own is getting old. */
function withSession(result: unknown, { renewed }: SidebarCaller): unknown {
  if (!renewed || result instanceof Response) return result;
  const answer = result instanceof Reply ? result : new Reply(200, result);
  return new Reply(answer.status, answer.body, { ...answer.headers, 'x-session': renewed });
}

/** Authentication, limit, parsing, handler: in this order, every throw an answer. */
export function panelRoute<Q extends z.ZodType = z.ZodNever>(definition: {
  query?: Q;
  handler: (context: Context<z.output<Q>>) => Promise<unknown>;
}) {
  return route({
    auth: 'none',
    handler: async ({ request, log }) => {
      const locale = toLocale(request.headers.get('x-locale'));
      try {
        const caller = await authenticatePanel(request.headers);
        await takePoint(
          'sidebar',
          `${caller.website.id}:${caller.agent.id || clientAddress(request)}`,
          limit,
        );
        const search = Object.fromEntries(new URL(request.url).searchParams);
        const query = (definition.query ? parseInput(definition.query, search) : undefined) as z.output<Q>;
        return withSession(await definition.handler({ request, caller, locale, query }), caller);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        log.info({ code: error.code, cause: error.cause }, error.message);
        return toRefusal(error, locale);
      }
    },
  });
}
