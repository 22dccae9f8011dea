/** The review form behind the signed link: what it shows, and the one submission it takes. */
import { db, transaction, type Tx } from '@/lib/platform/db/client';
import type { ChatSetting } from '@/lib/platform/db/generated/client';
import { AppError } from '@/lib/platform/errors';
import { callName, fullName } from '@/lib/platform/text/personName';
import type { ReviewStatus, ReviewType } from '@/lib/reviews/events';
import { lockQueue, type Actor } from '@/lib/reviews/store';
import { openDesk, submitReview } from '@/lib/reviews/submission';
import { readFormLink } from '@/lib/orders/formLink';
import type { ReviewForm } from '@/lib/orders/schema';

const include = {
  order: {
    include: { products: { orderBy: { position: 'asc' as const } }, website: { include: { chat: true } } },
  },
};

/** @throws AppError `link_invalid`, alike for a forged link and one whose order was erased. */
async function findInvitation(tx: Tx, token: string) {
  const link = readFormLink(token);
  const id = link?.invitationId ?? '';
  const isUuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(id);
  const invitation = isUuid ? await tx.invitation.findUnique({ where: { id }, include }) : null;
  if (!link || !invitation)
    throw new AppError('link_invalid', { detail: 'This link was not made by us, or its order is gone.' });
  return { ...invitation, origin: link.origin };
}

export type FormChat = {
  accountKey: string;
  kind: 'messaging' | 'classic';
  maxRating: number;
  /** What a conversation is given, where the merchant mapped it: text for the order, by rating for the rest. */
  orderField: { id: string; value: string } | null;
  ratingFieldId: string | null;
  hasTags: boolean;
};

export type FormView = {
  state: 'open' | 'submitted' | 'expired';
  /** The order's language: the author's. */
  locale: string;
  website: { id: string; name: string; url: string; timeZone: string };
  author: { firstName: string; lastName: string };
  /** How to call the author; empty where the shop gave no given name. */
  callName: string;
  orderRef: string;
  orderDate: Date;
  expiresAt: Date;
  /** When it was used. */
  submittedAt: Date | null;
  products: { ref: string; name: string; imageUrl: string | null; url: string | null }[];
  /** The shop's Zendesk widget, when switched on; opens at this rating and below and never stands in the way. */
  chat: FormChat | null;
};

/** @throws AppError `link_invalid`. */
export async function getReviewForm(token: string, at: Date): Promise<FormView> {
  const { order, expiresAt, submittedAt } = await findInvitation(db, token);
  const { website, firstName, lastName, orderRef, orderDate, locale } = order;
  const { chat } = website;
  return {
    state: submittedAt ? 'submitted' : at > expiresAt ? 'expired' : 'open',
    locale,
    website: { id: website.id, name: website.name, url: website.url, timeZone: website.timeZone },
    author: { firstName, lastName },
    callName: callName({ firstName, lastName }),
    orderRef,
    orderDate,
    expiresAt,
    submittedAt,
    products: order.products.map(({ ref, name, imageUrl, url }) => ({ ref, name, imageUrl, url })),
    chat: toChat(chat, orderRef),
  };
}

function toChat(chat: ChatSetting | null, orderRef: string): FormChat | null {
  if (!chat?.isEnabled || !chat.accountKey) return null;
  const { accountKey, kind, maxRating, orderFieldId, ratingFieldId, hasTags } = chat;
  return {
    accountKey,
    kind,
    maxRating,
    orderField: orderFieldId === null ? null : { id: String(orderFieldId), value: orderRef },
    ratingFieldId: ratingFieldId === null ? null : String(ratingFieldId),
    hasTags,
  };
}

export type FormResult = {
  /** `already`: this link was used before, and nothing changed now; whose reviews came of it is not for this link to tell. */
  outcome: 'submitted' | 'already';
  reviews: { id: string; type: ReviewType; status: ReviewStatus }[];
};

type Invitation = Awaited<ReturnType<typeof findInvitation>>;

/**
 * Takes the form once. A second submission of the same link changes nothing and answers `already`.
 * @throws AppError `link_invalid`, `link_expired`, `invalid_input` (a product the order does not have).
 */
export async function submitForm(token: string, form: ReviewForm, at: Date): Promise<FormResult> {
  return transaction(async (tx) => {
    const invitation = await findInvitation(tx, token);
    // The row is the lock: of two submissions of one link at the same moment the second waits and finds it used.
    const { count } = await tx.invitation.updateMany({
      where: { id: invitation.id, submittedAt: null, expiresAt: { gte: at } },
      data: { submittedAt: at },
    });
    if (count === 0) return answerAgain(tx, invitation, at);
    const products = requireOrdered(invitation, form);
    const { order, websiteId, origin } = invitation;
    // Both queues in one order, or two forms could wait for each other.
    await lockQueue(tx, websiteId, 'brand');
    if (products.length > 0) await lockQueue(tx, websiteId, 'product');
    const actor: Actor = { kind: 'author', name: fullName(order) };
    const { firstName, lastName, email, locale } = order;
    const common = {
      websiteId,
      orderRef: order.orderRef,
      orderDate: order.orderDate,
      author: { firstName, lastName, email, locale },
      isAnonymous: form.displayName === 'anonymous',
      origin: { kind: origin, invitationId: invitation.id },
      actor,
      at,
    };
    const desk = await openDesk(tx, websiteId);
    const reviews: FormResult['reviews'] = [];
    const brand = await submitReview(tx, { ...common, type: 'brand', ...form.brand }, desk);
    reviews.push({ id: brand.id, type: 'brand', status: brand.status });
    for (const { name, ref, rating, comment } of products) {
      const { id, status } = await submitReview(
        tx,
        { ...common, type: 'product', product: { ref, name }, rating, comment },
        desk,
      );
      reviews.push({ id, type: 'product', status });
    }
    return { outcome: 'submitted', reviews };
  });
}

function requireOrdered({ order }: Invitation, form: ReviewForm) {
  const names = new Map(order.products.map(({ ref, name }) => [ref, name]));
  return form.products.map((product, index) => {
    const name = names.get(product.ref);
    names.delete(product.ref);
    if (name !== undefined) return { ...product, name };
    const message = 'Each product of this order may be rated once.';
    throw new AppError('invalid_input', {
      detail: message,
      fields: [{ path: `products.${index}.ref`, code: 'unknown_product', message }],
    });
  });
}

async function answerAgain(tx: Tx, invitation: Invitation, at: Date): Promise<FormResult> {
  const { submittedAt } = await tx.invitation.findUniqueOrThrow({
    where: { id: invitation.id },
    select: { submittedAt: true },
  });
  if (!submittedAt && at > invitation.expiresAt) {
    throw new AppError('link_expired', {
      detail: `This link was open until ${invitation.expiresAt.toISOString()}.`,
      params: { until: invitation.expiresAt.toISOString() },
    });
  }
  return { outcome: 'already', reviews: [] };
}

/** Notes the first opening of the form, for the merchant's figures. */
export async function markFormOpened(token: string, at: Date): Promise<void> {
  const { id } = await findInvitation(db, token);
  await db.invitation.updateMany({ where: { id, openedAt: null }, data: { openedAt: at } });
}

export const chatEvents = ['shown', 'opened'] as const;
export type ChatEvent = (typeof chatEvents)[number];

/** Notes the first time the chat was offered on the form, and the first time the visitor used it. Figures only: nothing depends on them. */
export async function markChat(token: string, event: ChatEvent, at: Date): Promise<void> {
  const { id } = await findInvitation(db, token);
  await db.invitation.updateMany({ where: { id, chatShownAt: null }, data: { chatShownAt: at } });
  if (event === 'opened')
    await db.invitation.updateMany({ where: { id, chatOpenedAt: null }, data: { chatOpenedAt: at } });
}
