/** The panel of one ticket: which review it is about, what is shown of it, and a word that changes whenever that would differ. */
import { createHash } from 'node:crypto';
import { now } from '@/lib/platform/clock';
import { db } from '@/lib/platform/db/client';
import { env } from '@/lib/platform/env';
import { AppError } from '@/lib/platform/errors';
import { translator } from '@/lib/platform/i18n/translator';
import { authorNameOf } from '@/lib/platform/text/personName';
import { traceTicket, type Trace } from '@/lib/ticketTrace/trace';
import { agentSees } from '@/lib/sidebar/agentSight';
import type { SidebarCaller } from '@/lib/sidebar/caller';
import { readPanelFacts, searchReviews } from '@/lib/sidebar/panelFacts';
import { toPastReview, toReviewPanel } from '@/lib/sidebar/panelView';
import type { FoundReviewView, Panel, WrongTicketPanel } from '@/lib/sidebar/view';

type Asked = { caller: SidebarCaller; ticketId: bigint; locale: string };

/**
 * The review a ticket was made for, of this website and no other. Ticket numbers are an account's own: a website that moved to
 * another account has links with the same numbers from the one before.
 */
async function findLinkedReview(websiteId: string, ticketId: bigint): Promise<string | null> {
  const connection = await db.zendeskConnection.findUnique({
    where: { websiteId },
    select: { id: true, subdomain: true },
  });
  if (!connection) return null;
  const where = {
    ticketId,
    subdomain: connection.subdomain,
    connectionId: connection.id,
    review: { websiteId },
  };
  const select = { reviewId: true } as const;
  // A closed ticket that was followed up still tells its review.
  const link =
    (await db.ticketLink.findFirst({ where, select })) ?? (await db.pastTicket.findFirst({ where, select }));
  return link?.reviewId ?? null;
}

/** A ticket without a review is looked at in Zendesk; its open panels ask again and again, and need no fresh look each time. */
const traceForMs = 15_000;
const traces = new Map<string, { trace: Promise<Trace>; until: number }>();

function traceOnce({ website }: SidebarCaller, ticketId: bigint): Promise<Trace> {
  const key = `${website.id}:${ticketId}`;
  const known = traces.get(key);
  if (known && known.until > Date.now()) return known.trace;
  if (traces.size > 1_000) traces.clear();
  const { id: websiteId, merchantId } = website;
  const trace = traceTicket({ websiteId, merchantId, ticket: ticketId.toString() });
  traces.set(key, { trace, until: Date.now() + traceForMs });
  return trace;
}

/** After a repair the next look is a fresh one. */
export function forgetTrace({ website }: SidebarCaller, ticketId: bigint): void {
  traces.delete(`${website.id}:${ticketId}`);
}

/**
 * The review of a ticket, for reading and for every action: an agent acts on the ticket that Zendesk shows them.
 * @throws AppError `forbidden` when Zendesk hides the ticket from this agent.
 */
export async function findReviewOfTicket(
  caller: SidebarCaller,
  ticketId: bigint,
): Promise<{ reviewId: string } | { trace: Trace }> {
  if (!(await agentSees(caller, ticketId)))
    throw new AppError('forbidden', { detail: 'Zendesk does not show this ticket to the agent.' });
  const linked = await findLinkedReview(caller.website.id, ticketId);
  if (linked) return { reviewId: linked };
  const trace = await traceOnce(caller, ticketId);
  const isWhole = trace.brokenAt === null && trace.review?.websiteId === caller.website.id;
  return isWhole && trace.review ? { reviewId: trace.review.id } : { trace };
}

/** @throws AppError `not_found` when the ticket has no review; `forbidden`. */
export async function requireReviewOfTicket(caller: SidebarCaller, ticketId: bigint): Promise<string> {
  const found = await findReviewOfTicket(caller, ticketId);
  if ('reviewId' in found) return found.reviewId;
  throw new AppError('not_found', { detail: 'This ticket belongs to no review of the website.' });
}

function toWrongPanel(trace: Trace, { caller, locale }: Asked): WrongTicketPanel {
  const t = translator(locale, 'sidebar.wrong');
  const isRepairable = trace.fix === 'write_order';
  return {
    kind: 'wrong',
    steps: trace.steps.map(({ name, state, reason }) => ({
      name,
      state,
      label: t(`step.${name}`),
      reason: reason ? t(`reason.${reason}`) : null,
    })),
    isRepairable,
    canRepair: isRepairable && caller.agent.isAdmin,
    portalUrl: `${env.appUrl}/applications/zendesk/health`,
  };
}

type Question = Asked & {
  known: string | null;
  /** A word that changes with everything a review's page shows, its ticket included; the engine's to tell. */
  findVersion: (websiteId: string, reviewId: string) => Promise<string | null>;
};
export type PanelAnswer = { version: string; panel: Panel };

const hash = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 22);

/**
 * @param asked.known the version the panel has: when it is still right, only that is found out and nothing is drawn up.
 * @returns null when the panel has the present version.
 */
export async function readPanel(asked: Question): Promise<PanelAnswer | null> {
  const { caller, ticketId, locale, known } = asked;
  let found: Awaited<ReturnType<typeof findReviewOfTicket>>;
  try {
    found = await findReviewOfTicket(caller, ticketId);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'forbidden') throw error;
    return known === 'unseen' ? null : { version: 'unseen', panel: { kind: 'unseen' } };
  }
  if ('trace' in found) {
    const panel = toWrongPanel(found.trace, asked);
    const version = hash(JSON.stringify(panel));
    return version === known ? null : { version, panel };
  }
  const { website, agent } = caller;
  const at = now();
  const stand = await asked.findVersion(website.id, found.reviewId);
  const templates = await db.replyTemplate.aggregate({
    where: { websiteId: website.id },
    _sum: { version: true },
    _count: true,
  });
  // The hour is in it because of the clock: what is left of the seven days is shown.
  const hour = Math.floor(at.getTime() / 3_600_000);
  const version = hash([stand, templates._count, templates._sum.version, agent.name, locale, hour].join('|'));
  if (version === known) return null;
  const facts = await readPanelFacts(website.id, found.reviewId, at);
  return { version, panel: toReviewPanel(facts, { locale, at, agentName: agent.name, appUrl: env.appUrl }) };
}

/** Reviews of an order or an author, for a ticket that names none. Their texts stay behind their own tickets. */
export async function findReviews(
  { website, agent }: SidebarCaller,
  text: string,
  locale: string,
): Promise<FoundReviewView[]> {
  // Zendesk keeps such an agent to some tickets; a search over all reviews would be a way around.
  if (agent.restriction !== null) return [];
  const rows = await searchReviews(website.id, text);
  return rows.map((row) => ({
    ...toPastReview(row, locale, website.timeZone),
    author: authorNameOf(row),
    order: row.orderRef,
  }));
}
