/** The life of an author with the product, and its end: what the tests of erasures start from. */
import { randomUUID } from 'node:crypto';
import { account, type Stage } from '@/lib/sync/testing/stage';
import { client } from '../../../e2e/zendesk/harness';

/** Modules that read the environment come after the stage has set it. */
export const load = async () => ({
  ...(await import('@/lib/erasure/erase')),
  ...(await import('@/lib/erasure/receipt')),
  ...(await import('@/lib/erasure/links')),
  ...(await import('@/lib/erasure/ticketPump')),
  ...(await import('@/lib/erasure/testing/search')),
  ...(await import('@/lib/orders/orders')),
  ...(await import('@/lib/reviewForm/form')),
  ...(await import('@/lib/reviews/service')),
  ...(await import('@/lib/reviews/reports')),
  ...(await import('@/lib/orders/invitationPump')),
});

/** Somebody whose name and address occur nowhere else; `words` are what must be gone. */
export function newAuthor() {
  const mark = randomUUID().slice(0, 8);
  return {
    firstName: `Zoé${mark}`,
    lastName: `Kerguélen${mark}`,
    email: `zoe.${mark}@author.test`,
    words: [`Zoé${mark}`, `Kerguélen${mark}`, `zoe.${mark}@author.test`],
  };
}
type Author = ReturnType<typeof newAuthor>;

/** Everything a life with the product leaves behind: order, drafts, mails, reviews, exchanges, a report, tickets, webhooks. */
export async function live(stage: Stage, author: Author) {
  const lib = await load();
  const { db, transaction, website } = stage;
  const { words, ...customer } = author;
  const name = `${author.firstName} ${author.lastName}`;
  const at = new Date();
  const place = (orderRef: string) =>
    lib.createOrder(
      { id: website.id, locale: 'fr' },
      { orderRef, orderDate: at, customer, products: [{ ref: 'vase', name: 'Vase Orion' }] },
      at,
    );
  const used = await place(`E-${randomUUID()}`);
  const open = await place(`E-${randomUUID()}`);
  await lib.queueDueInvitations(at);
  const token = (url: string) => new URL(url).pathname.split('/').at(-1) ?? '';
  const { reviews } = await lib.submitForm(
    token(used.reviewUrl),
    {
      brand: { rating: 1, comment: `Je suis ${name}, écrivez à ${author.email}` },
      products: [{ ref: 'vase', rating: 1, comment: `Signé ${author.firstName}` }],
      displayName: 'initial',
      consent: true,
    },
    at,
  );
  await db.invitation.updateMany({
    where: { order: { id: open.id } },
    data: { draft: { brand: { rating: '1', comment: `brouillon de ${author.lastName}` } } },
  });
  await stage.run();
  const merchant = { kind: 'merchant' as const, name: 'Claire' };
  for (const { id: reviewId } of reviews) {
    await transaction((tx) =>
      lib.replyToReview(tx, {
        reviewId,
        body: `Bonjour ${author.firstName}`,
        source: 'portal',
        actor: merchant,
        at,
      }),
    );
    await transaction((tx) =>
      lib.answerReview(tx, { reviewId, body: `${name} répond`, actor: { kind: 'author', name }, at }),
    );
    await transaction((tx) =>
      lib.reportReview(tx, {
        reviewId,
        reason: 'personal_data',
        comment: `Cite ${name}`,
        source: 'portal',
        actor: merchant,
        at,
      }),
    );
  }
  await stage.run();
  const tickets = await stage.until(
    async () => {
      await stage.skipWaits();
      await stage.run();
      return (await stage.tickets()).filter(({ requester }) => requester === author.email);
    },
    (found) => found.length === reviews.length,
  );
  for (const ticket of tickets)
    await stage.zendesk.act(account, ticket.id, { comment: { body: `Chère ${author.firstName},` } });
  await stage.webhooksSent();
  await stage.run();
  return { lib, reviewIds: reviews.map(({ id }) => id), tickets, open, token, words };
}

/** All the account shows: tickets with comments, their audits, people, mails, invocations. */
export async function allOfAccount(stage: Stage, tickets: { id: number }[]) {
  const zendesk = client(stage.practice, account);
  const audits = await Promise.all(tickets.map(({ id }) => zendesk.get(`/tickets/${id}/audits`)));
  return {
    tickets: await stage.zendesk.tickets(account),
    users: await stage.zendesk.users(account),
    mails: await stage.zendesk.mails(account),
    invocations: await stage.zendesk.invocations(account),
    audits: audits.map(({ text }) => text),
  };
}

/** One round of the pump that carries erasures to Zendesk, waiting times over. */
export async function finish(stage: Stage) {
  const { eraseTicketsOf } = await load();
  await stage.db.erasureTicket.updateMany({
    where: { state: { not: 'done' } },
    data: { notBefore: new Date(0) },
  });
  return eraseTicketsOf(stage.connectionId, new AbortController().signal);
}
