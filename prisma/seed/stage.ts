/** What the demo scripts share: whose website it is, and the acts they play, each at its own time. */
import type { Tx } from '@/lib/platform/db/client';
import type { ReportReason } from '@/lib/moderation/reasons';
import { publishByTime } from '@/lib/reviews/clock';
import { decideReport, reportReview } from '@/lib/reviews/reports';
import { publishReview, replyToReview } from '@/lib/reviews/service';
import type { Actor } from '@/lib/reviews/store';
import type { DemoPeople } from './accounts';
import { makeReview } from './factories';
import { giveOrigin } from './origins';
import { people, products, type Voice } from './texts';

export type Stage = {
  tx: Tx;
  now: Date;
  language: 'fr' | 'en';
  websiteId: string;
  actors: { merchant: Actor; agent: Actor; moderator: Actor; colleague: Actor };
  /** Numbers orders, so that each review has its own. */
  nextOrder: () => number;
};

export function openStage(
  tx: Tx,
  options: { now: Date; language: 'fr' | 'en'; websiteId: string; people: DemoPeople },
): Stage {
  const { merchant, agent, moderator, colleague } = options.people;
  let order = options.language === 'fr' ? 1000 : 5000;
  const as = (kind: Actor['kind'], { id, name }: { id: string; name: string }): Actor => ({
    kind,
    name,
    userId: id,
  });
  const actors = {
    merchant: as('merchant', merchant),
    agent: as('merchant', agent),
    moderator: as('moderator', moderator),
    colleague: as('moderator', colleague),
  };
  const { now, language, websiteId } = options;
  return { tx, now, language, websiteId, actors, nextOrder: () => ++order };
}

const hourMs = 3_600_000;
export const hoursAgo = (stage: Stage, hours: number) => new Date(stage.now.getTime() - hours * hourMs);
export const daysAgo = (stage: Stage, days: number) => hoursAgo(stage, days * 24);
const orderPrefix = { fr: 'ML', en: 'MLUK' } as const;

export type Part = Voice & {
  at: Date;
  type?: 'brand' | 'product';
  name?: readonly [string, string];
  isAnonymous?: boolean;
  locale?: string;
};

/** An author submits. @returns the review's id. */
export async function submit(stage: Stage, part: Part): Promise<string> {
  const number = stage.nextOrder();
  const names = people[stage.language];
  const [firstName, lastName] = part.name ?? names[number % names.length] ?? ['Alex', 'Martin'];
  const catalogue = products[stage.language];
  const author = { firstName, lastName, email: `author${number}@demo.test` };
  const product = catalogue[number % catalogue.length] ?? catalogue[0];
  if (!product) throw new Error('The demo catalogue is empty');
  const { websiteId, language } = stage;
  const sale = {
    websiteId,
    orderRef: `${orderPrefix[language]}-${number}`,
    orderDate: new Date(part.at.getTime() - 9 * 24 * hourMs),
    at: part.at,
  };
  const origin = await giveOrigin(stage.tx, { ...sale, language, number, author, product });
  const isForm = origin.kind === 'invitation' || origin.kind === 'shop_link';
  const { id } = await makeReview(stage.tx, {
    ...sale,
    type: part.type ?? 'brand',
    ...(part.type === 'product' ? { product } : {}),
    rating: part.rating,
    comment: part.comment,
    author: { ...author, locale: part.locale ?? language },
    isAnonymous: part.isAnonymous ?? false,
    origin,
    ...(isForm ? { actor: { kind: 'author', name: `${firstName} ${lastName}` } } : {}),
  });
  return id;
}

export async function reply(stage: Stage, reviewId: string, body: string, at: Date): Promise<void> {
  await replyToReview(stage.tx, { reviewId, body, source: 'portal', actor: stage.actors.agent, at });
}

export async function publish(stage: Stage, reviewId: string, at: Date): Promise<void> {
  await publishReview(stage.tx, { reviewId, actor: stage.actors.merchant, at });
}

export async function report(
  stage: Stage,
  reviewId: string,
  reason: ReportReason,
  input: { comment: string; at: Date },
): Promise<void> {
  await reportReview(stage.tx, {
    reviewId,
    reason,
    source: 'portal',
    actor: stage.actors.merchant,
    ...input,
  });
}

export async function decide(
  stage: Stage,
  reviewId: string,
  {
    by = 'moderator',
    ...decision
  }: {
    outcome: 'accepted' | 'rejected';
    statement: string;
    by?: 'moderator' | 'colleague';
    at: Date;
  },
): Promise<void> {
  await decideReport(stage.tx, { reviewId, actor: stage.actors[by], ...decision });
}

/** The daily run reaches it. */
export async function run(stage: Stage, reviewId: string, at: Date): Promise<void> {
  await publishByTime(stage.tx, [reviewId], 'run_daily', at);
}
