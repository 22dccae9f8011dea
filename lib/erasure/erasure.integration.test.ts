/** After an erasure the whole database and the practice Zendesk are searched for every word that could name the author. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allOfAccount, finish, live, load, newAuthor } from '@/lib/erasure/testing/life';
import { account, openStage, type Stage } from '@/lib/sync/testing/stage';
import { client } from '../../e2e/zendesk/harness';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 60_000);
afterAll(() => stage.close());

describe.each(['redact', 'delete'] as const)('an erasure where tickets are to be: %s', (mode) => {
  it('leaves neither name nor address anywhere but in the receipt’s hash', async () => {
    await stage.db.website.update({ where: { id: stage.website.id }, data: { ticketErasure: mode } });
    const author = newAuthor();
    const { lib, reviewIds, tickets, open, token, words } = await live(stage, author);
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
    expect(lib.searchText(await allOfAccount(stage, tickets), words)).toEqual(
      expect.arrayContaining(['tickets', 'users', 'audits']),
    );

    const order = {
      email: author.email,
      websiteId: null,
      source: 'author' as const,
      at: new Date(),
    };
    const receiptId = await lib.eraseAuthor(order);
    expect(await lib.searchDatabase(words)).toEqual([]);
    expect(await lib.findReceipt(receiptId)).toMatchObject({
      state: 'under_way',
      erased: { reviews: 2, orders: 2 },
    });
    await finish(stage);
    expect(lib.searchText(await allOfAccount(stage, mode === 'redact' ? tickets : []), words)).toEqual([]);
    const receipt = await lib.findReceipt(receiptId);
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

describe('a wish passed on by a shop', () => {
  it('makes anonymous at once, tells the author, and removes only when they confirm', async () => {
    const author = newAuthor();
    const { lib, reviewIds } = await live(stage, author);
    const { db } = stage;
    const at = new Date();
    const receiptId = await lib.anonymiseAuthor({ email: author.email, websiteId: stage.website.id, at });
    expect(await lib.getReceipt(receiptId, stage.website.id)).toMatchObject({ extent: 'anonymous' });
    // Only the notice itself still holds the address, until it was sent.
    expect(await lib.searchDatabase(author.words)).toEqual(['mail.to_address']);
    const rows = await db.review.findMany({ where: { id: { in: reviewIds } } });
    for (const row of rows) {
      expect(row).toMatchObject({ rating: 1, authorEmail: '', isAnonymous: true, withdrawnAt: null });
      expect(row.comment).not.toBe('');
    }
    const mails = await db.mail.findMany({ where: { toAddress: author.email } });
    expect(mails.map(({ kind }) => kind)).toEqual(['author_anonymised']);
    await finish(stage);

    const { confirmErasure, findErasureLink } = await import('@/lib/erasure/requests');
    const { signToken } = await import('@/lib/platform/crypto/tokens');
    const token = signToken('erasure', receiptId);
    expect(await findErasureLink(token, at)).toEqual({ state: 'anonymous', reviews: 2 });
    expect(await Promise.all([confirmErasure(token, at), confirmErasure(token, at)])).toEqual([true, true]);
    expect(await findErasureLink(token, at)).toMatchObject({ state: 'done', receipt: { extent: 'erased' } });
    const erased = await db.review.findMany({ where: { id: { in: reviewIds } } });
    for (const row of erased) expect(row).toMatchObject({ status: 'withdrawn', comment: '', rating: 1 });
  }, 60_000);
});

describe('an erasure', () => {
  it('keeps a Zendesk profile that has other business with the shop, and says so', async () => {
    const author = newAuthor();
    const { lib } = await live(stage, author);
    const zendesk = client(stage.practice, account);
    const requester = { name: 'Client du magasin', email: author.email };
    await zendesk.post('/tickets', { ticket: { subject: 'Autre', comment: { body: 'x' }, requester } });
    const receiptId = await lib.eraseAuthor({
      email: author.email.toUpperCase(),
      websiteId: null,
      source: 'author',
      at: new Date(),
    });
    await finish(stage);
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
    const receiptId = await lib.anonymiseAuthor({ email: author.email, websiteId: stage.website.id, at });
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
    const { lib } = await live(stage, author);
    await lib.eraseAuthor({ email: author.email, websiteId: null, source: 'author', at: new Date() });
    await stage.zendesk.fault(account, {
      kind: 'unavailable',
      path: 'comment_redactions|tickets/',
      times: 1,
    });
    await finish(stage);
    const waiting = await stage.db.erasureTicket.findMany({ where: { state: 'waiting' } });
    expect(waiting.map(({ lastError }) => lastError)).toContain('unavailable');
    await finish(stage);
    expect(await stage.db.erasureTicket.count({ where: { state: { not: 'done' } } })).toBe(0);
    expect(lib.searchText({ users: await stage.zendesk.users(account) }, author.words)).toEqual([]);
  }, 60_000);

  it('done twice at the same moment erases once and ends well', async () => {
    const author = newAuthor();
    const { lib } = await live(stage, author);
    const order = { email: author.email, websiteId: null, source: 'author' as const, at: new Date() };
    await Promise.all([1, 2, 3].map(() => lib.eraseAuthor(order)));
    await finish(stage);
    expect(await lib.searchDatabase(author.words)).toEqual([]);
  }, 60_000);

  it('is the only thing that may change history', async () => {
    const author = newAuthor();
    const { reviewIds } = await live(stage, author);
    await expect(
      stage.db.reviewVersion.updateMany({ where: { reviewId: reviewIds[0] ?? '' }, data: { comment: 'x' } }),
    ).rejects.toThrow(/append-only/);
  }, 60_000);
});
