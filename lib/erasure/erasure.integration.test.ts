/** After an erasure the whole database and the practice Zendesk are searched for every word that could name the author. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account, openStage } from '@/lib/sync/testing/stage';
import { client } from '../../e2e/zendesk/harness';

let stage: Awaited<ReturnType<typeof openStage>>;
beforeAll(async () => {
  stage = await openStage();
}, 60_000);
afterAll(() => stage.close());

/** Modules that read the environment come after the stage has set it. */
const load = async () => ({
  ...(await import('@/lib/erasure/erase')),
  ...(await import('@/lib/erasure/receipt')),
  ...(await import('@/lib/erasure/links')),
  ...(await import('@/lib/erasure/ticketPump')),
  ...(await import('@/lib/erasure/testing/search')),
  ...(await import('@/lib/consumers/orders')),
  ...(await import('@/lib/consumers/form')),
  ...(await import('@/lib/reviews/service')),
  ...(await import('@/lib/reviews/reports')),
  ...(await import('@/lib/consumers/invitationPump')),
});

function newAuthor() {
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
async function live(author: Author) {
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
async function allOfAccount(tickets: { id: number }[]) {
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

async function finish(lib: Awaited<ReturnType<typeof load>>) {
  await stage.db.erasureTicket.updateMany({
    where: { state: { not: 'done' } },
    data: { notBefore: new Date(0) },
  });
  return lib.eraseTicketsOf(stage.connectionId, new AbortController().signal);
}

describe.each(['redact', 'delete'] as const)('an erasure where tickets are to be: %s', (mode) => {
  it('leaves neither name nor address anywhere but in the receipt’s hash', async () => {
    await stage.db.website.update({ where: { id: stage.website.id }, data: { ticketErasure: mode } });
    const author = newAuthor();
    const { lib, reviewIds, tickets, open, token, words } = await live(author);
    expect(tickets).toHaveLength(2);
    // What is searched for can be found, or finding nothing would prove nothing.
    expect(await lib.searchDatabase(words)).toEqual(
      expect.arrayContaining([
        'shop_order.email',
        'review.comment',
        'mail.to_address',
        'delivery.payload',
        'invitation.draft',
      ]),
    );
    expect(lib.searchText(await allOfAccount(tickets), words)).toEqual(
      expect.arrayContaining(['tickets', 'users', 'audits']),
    );

    const order = {
      email: author.email,
      websiteId: stage.website.id,
      source: 'shop' as const,
      at: new Date(),
    };
    const receiptId = await lib.eraseAuthor(order);
    expect(await lib.searchDatabase(words)).toEqual([]);
    expect(await lib.getReceipt(receiptId, stage.website.id)).toMatchObject({
      state: 'under_way',
      erased: { reviews: 2, orders: 2 },
    });
    await finish(lib);
    expect(lib.searchText(await allOfAccount(mode === 'redact' ? tickets : []), words)).toEqual([]);
    const receipt = await lib.getReceipt(receiptId, stage.website.id);
    expect(receipt).toMatchObject({
      state: 'done',
      emailSha256: Buffer.from(lib.hashEmail(author.email)).toString('hex'),
      zendesk: [
        { mode, state: 'done', isRequesterKept: false },
        { mode, state: 'done', isRequesterKept: false },
      ],
    });
    expect(lib.searchText({ receipt }, words)).toEqual([]);

    // Later rounds of both engines bring nothing back.
    await stage.webhooksSent();
    await stage.skipWaits();
    await stage.run();
    expect(await lib.searchDatabase(words)).toEqual([]);
    const rows = await stage.db.review.findMany({ where: { id: { in: reviewIds } } });
    for (const row of rows) expect(row).toMatchObject({ status: 'withdrawn', rating: 1, comment: '' });
    await expect(lib.getReviewForm(token(open.reviewUrl), new Date())).rejects.toMatchObject({
      code: 'link_invalid',
    });
    expect(await lib.isErased(token(open.reviewUrl).split('.')[0] ?? '')).toBe(true);
    const left = (await stage.tickets()).filter(({ id }) => tickets.some((ticket) => ticket.id === id));
    expect(left).toHaveLength(mode === 'redact' ? 2 : 0);
  }, 60_000);
});

describe('an erasure', () => {
  it('keeps a Zendesk profile that has other business with the shop, and says so', async () => {
    const author = newAuthor();
    const { lib } = await live(author);
    const zendesk = client(stage.practice, account);
    const requester = { name: 'Client du magasin', email: author.email };
    await zendesk.post('/tickets', { ticket: { subject: 'Autre', comment: { body: 'x' }, requester } });
    const receiptId = await lib.eraseAuthor({
      email: author.email.toUpperCase(),
      websiteId: null,
      source: 'author',
      at: new Date(),
    });
    await finish(lib);
    const receipt = await lib.findReceipt(receiptId);
    expect(receipt).toMatchObject({ state: 'done', requestedBy: 'author' });
    expect(receipt?.zendesk.some(({ isRequesterKept }) => isRequesterKept)).toBe(true);
    expect((await stage.zendesk.users(account)).some(({ email }) => email === author.email)).toBe(true);
  }, 60_000);

  it('of a shop touches its own website only, and of an unknown address answers with a receipt all the same', async () => {
    const lib = await load();
    const { db, transaction } = stage;
    const { makeReview, makeWebsite } = await import('@/prisma/seed/factories');
    const other = await transaction((tx) => makeWebsite(tx));
    const { words, ...author } = newAuthor();
    const { id } = await transaction((tx) =>
      makeReview(tx, { websiteId: other.id, at: new Date(), author, orderRef: 'other' }),
    );
    const at = new Date();
    const receiptId = await lib.eraseAuthor({
      email: author.email,
      websiteId: stage.website.id,
      source: 'shop',
      at,
    });
    expect(await lib.getReceipt(receiptId, stage.website.id)).toMatchObject({
      state: 'done',
      erased: { reviews: 0, orders: 0, mails: 0 },
      zendesk: [],
    });
    expect(await db.review.findUnique({ where: { id } })).toMatchObject({ authorEmail: author.email });
    await expect(lib.getReceipt(receiptId, other.id)).rejects.toMatchObject({ code: 'not_found' });
    expect(words).toContain(author.email);
  });

  it('waits for Zendesk to come back, and for the merchant where only they can help', async () => {
    const author = newAuthor();
    const { lib } = await live(author);
    await lib.eraseAuthor({ email: author.email, websiteId: null, source: 'author', at: new Date() });
    await stage.zendesk.fault(account, {
      kind: 'unavailable',
      path: 'comment_redactions|tickets/',
      times: 1,
    });
    await finish(lib);
    const waiting = await stage.db.erasureTicket.findMany({ where: { state: 'waiting' } });
    expect(waiting.map(({ lastError }) => lastError)).toContain('unavailable');
    await finish(lib);
    expect(await stage.db.erasureTicket.count({ where: { state: { not: 'done' } } })).toBe(0);
    expect(lib.searchText({ users: await stage.zendesk.users(account) }, author.words)).toEqual([]);
  }, 60_000);

  it('done twice at the same moment erases once and ends well', async () => {
    const author = newAuthor();
    const { lib } = await live(author);
    const order = { email: author.email, websiteId: null, source: 'author' as const, at: new Date() };
    await Promise.all([1, 2, 3].map(() => lib.eraseAuthor(order)));
    await finish(lib);
    expect(await lib.searchDatabase(author.words)).toEqual([]);
  }, 60_000);

  it('is the only thing that may change history', async () => {
    const author = newAuthor();
    const { reviewIds } = await live(author);
    await expect(
      stage.db.reviewVersion.updateMany({ where: { reviewId: reviewIds[0] ?? '' }, data: { comment: 'x' } }),
    ).rejects.toThrow(/append-only/);
  }, 60_000);
});
