/**
 * What an author does through the signed link of their review: native forms, with or without script. Whatever stands in
 * the way, the typed words come back on the page that says so.
 */
import { z } from 'zod';
import { reviewLinkKind } from '@/lib/orders/links';
import { now } from '@/lib/platform/clock';
import { readToken } from '@/lib/platform/crypto/tokens';
import { transaction, type Tx } from '@/lib/platform/db/client';
import { AppError } from '@/lib/platform/errors';
import { readForm } from '@/lib/platform/http/form';
import { parseInput } from '@/lib/platform/http/problem';
import { takePoint } from '@/lib/platform/http/rateLimit';
import { authorLocale } from '@/lib/platform/i18n/authorLocale';
import { isLocale, type Locale } from '@/lib/platform/i18n/locales';
import { log } from '@/lib/platform/log';
import { authorNameOf } from '@/lib/platform/text/personName';
import { keptTextPage } from '@/lib/reviewForm/keptTextPage';
import { appealRefusal } from '@/lib/reviews/appeals';
import { answerUpdateQuestion } from '@/lib/reviews/reports';
import { commentSchema, ratingSchema, replySchema } from '@/lib/reviews/schema';
import { answerReview, withdrawReview, type Act } from '@/lib/reviews/service';
import { lockReviewInQueue } from '@/lib/reviews/store';
import { modifyReview } from '@/lib/reviews/submission';

export const authorActs = ['modify', 'appeal', 'answer', 'withdraw', 'update'] as const;
export type AuthorAct = (typeof authorActs)[number];

const maxBytes = 262_144;
/** A person sends a few forms; an office or a phone network shares nothing here, because the link is personal. */
const perLink = { points: 20, seconds: 60 };

const modifySchema = z.object({
  rating: z.coerce.number<string>().pipe(ratingSchema),
  comment: commentSchema,
});
const updateSchema = z.object({ wish: z.enum(['yes', 'no']) });

type Fields = Record<string, string>;
/** Where the browser goes next: a page below the link, and what has just been done. */
type Next = { page?: string; done?: string };

/** Only the shop's last word can be answered: a form sent twice makes one answer. */
async function requireShopSpokeLast(tx: Tx, act: Act): Promise<void> {
  await lockReviewInQueue(tx, act);
  const last = await tx.exchange.findFirst({
    where: { reviewId: act.reviewId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: { origin: true },
  });
  if (last?.origin === 'author')
    throw new AppError('conflict', { detail: 'The reply has been answered already.' });
}

const acts: Record<AuthorAct, (tx: Tx, act: Act, fields: Fields) => Promise<Next>> = {
  async modify(tx, act, fields) {
    await modifyReview(tx, { ...act, ...parseInput(modifySchema, fields) });
    return { done: 'modified' };
  },
  async appeal(tx, act, fields) {
    await appealRefusal(tx, { ...act, ...parseInput(replySchema, { body: fields.body }) });
    return { done: 'appealed' };
  },
  async answer(tx, act, fields) {
    const { body } = parseInput(replySchema, { body: fields.body });
    await requireShopSpokeLast(tx, act);
    await answerReview(tx, { ...act, body });
    return { done: 'answered' };
  },
  async withdraw(tx, act) {
    await withdrawReview(tx, act);
    return { done: 'withdrawn' };
  },
  async update(tx, act, fields) {
    const wantsUpdate = parseInput(updateSchema, fields).wish === 'yes';
    await answerUpdateQuestion(tx, { ...act, wantsUpdate });
    return wantsUpdate ? { page: '/modify' } : { done: 'kept' };
  },
};

/** Relative, so that it holds behind any proxy. 303: the browser asks for the page with GET. */
function goTo(token: string, locale: Locale, { page = '', done }: Next): Response {
  const search = new URLSearchParams({ lang: locale, ...(done ? { done } : {}) });
  const location = `/r/${encodeURIComponent(token)}${page}?${search}`;
  return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } });
}

/** Browsers send line breaks as CRLF; null characters and half surrogate pairs cannot be stored. */
function readFields(data: FormData): Fields {
  const entries = [...data].filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return Object.fromEntries(
    entries.map(([name, value]) => [name, value.replace(/\r\n?/g, '\n').replace(/[\0\p{Surrogate}]/gu, '')]),
  );
}

async function perform(token: string, act: AuthorAct, fields: Fields): Promise<Next> {
  const reviewId = readToken(reviewLinkKind, token);
  if (!reviewId) return {};
  await takePoint('author_act', token, perLink);
  return transaction(async (tx) => {
    const author = await tx.review.findUnique({
      where: { id: reviewId },
      select: { authorFirstName: true, authorLastName: true },
    });
    // Erased: the link's own page says that it opens nothing any more.
    if (!author) return {};
    const name = authorNameOf(author);
    return acts[act](tx, { reviewId, actor: { kind: 'author', name }, at: now() }, fields);
  });
}

/** Takes one form of the author and answers with where to go next, or with a page that keeps what was typed. */
export async function postAuthorAct(request: Request, token: string, act: AuthorAct): Promise<Response> {
  const asked = new URL(request.url).searchParams.get('lang');
  const locale = isLocale(asked) ? asked : authorLocale(asked ?? 'fr');
  let fields: Fields = {};
  try {
    fields = readFields(await readForm(request, maxBytes));
    return goTo(token, locale, await perform(token, act, fields));
  } catch (error) {
    if (!(error instanceof AppError)) log().error({ err: error }, 'author act not taken');
    const typed = fields.body ?? fields.comment ?? '';
    return keptTextPage(error, { locale, typed, backTo: `/r/${encodeURIComponent(token)}?lang=${locale}` });
  }
}
