import { describe, expect, it } from 'vitest';
import { getReviewForm, markFormOpened, submitForm } from '@/lib/reviewForm/form';
import { queueDueInvitations, queueDueReminders } from '@/lib/orders/invitationPump';
import { createOrder, reviewUrl } from '@/lib/orders/orders';
import { saveInvitationSettings } from '@/lib/orders/settings';
import { reviewFormSchema, type NewOrder, type ReviewForm } from '@/lib/orders/schema';
import { signToken } from '@/lib/platform/crypto/tokens';
import { db, transaction } from '@/lib/platform/db/client';
import { AppError } from '@/lib/platform/errors';
import { makeWebsite } from '@/prisma/seed/factories';

const start = new Date('2026-11-30T10:00:00Z');
const days = (count: number) => new Date(start.getTime() + count * 86_400_000);
let number = 0;

async function invite(more: Partial<NewOrder> = {}) {
  const { id } = await transaction((tx) => makeWebsite(tx));
  const order: NewOrder = {
    orderRef: `F-${++number}`,
    orderDate: days(-5),
    locale: 'en',
    customer: { firstName: 'Grace', lastName: 'Bennett', email: 'grace@author.test' },
    products: [
      { ref: 'P1', name: 'Lamp' },
      { ref: 'P2', name: 'Throw' },
    ],
    ...more,
  };
  const result = await createOrder({ id, locale: 'fr' }, order, start);
  return { websiteId: id, token: result.reviewUrl.split('/r/')[1] ?? '', ...result };
}

const form = (more: object = {}): ReviewForm =>
  reviewFormSchema.parse({
    brand: { rating: 5, comment: 'Lovely shop' },
    products: [{ ref: 'P1', rating: 1, comment: 'Broken' }],
    displayName: 'initial',
    consent: true,
    ...more,
  });

async function codeOf(work: Promise<unknown>): Promise<unknown> {
  const error: unknown = await work.then(
    () => 'done',
    (reason: unknown) => reason,
  );
  return error instanceof AppError ? error.code : error;
}

describe('the form', () => {
  it('shows the order in its own language, and the chat only when it is switched on', async () => {
    const { token, websiteId } = await invite();
    const view = await getReviewForm(token, start);
    expect(view).toMatchObject({
      state: 'open',
      locale: 'en',
      author: { firstName: 'Grace' },
      products: [{ ref: 'P1' }, { ref: 'P2' }],
      chat: null,
    });
    const accountKey = '0d9f1e2c-3b4a-4c5d-8e6f-7a8b9c0d1e2f';
    await db.chatSetting.create({
      data: { websiteId, isEnabled: true, accountKey, kind: 'classic', maxRating: 3 },
    });
    expect((await getReviewForm(token, start)).chat).toMatchObject({
      accountKey,
      kind: 'classic',
      maxRating: 3,
    });
  });

  it('opens with our links only', async () => {
    const { token } = await invite();
    const id = token.split('.')[0] ?? '';
    for (const bad of [
      '',
      'x',
      id,
      `${id}.AAAA`,
      `${token}x`,
      signToken('review', id),
      signToken('invitation', 'no-uuid'),
    ]) {
      expect(await codeOf(getReviewForm(bad, start))).toBe('link_invalid');
      expect(await codeOf(submitForm(bad, form(), start))).toBe('link_invalid');
    }
  });

  it('notes its first opening', async () => {
    const { token, id } = await invite();
    await markFormOpened(token, days(1));
    await markFormOpened(token, days(2));
    expect(await db.invitation.findUnique({ where: { orderId: id } })).toMatchObject({ openedAt: days(1) });
  });
});

describe('a submission', () => {
  it('makes a review of the brand and of each rated product, under the chosen name', async () => {
    const { token, websiteId, id } = await invite();
    const result = await submitForm(token, form({ displayName: 'anonymous' }), days(1));
    expect(result).toMatchObject({
      outcome: 'submitted',
      reviews: [
        { type: 'brand', status: 'pending' },
        { type: 'product', status: 'in_moderation' },
      ],
    });
    const rows = await db.review.findMany({ where: { websiteId }, orderBy: { type: 'asc' } });
    expect(rows).toMatchObject([
      {
        type: 'brand',
        rating: 5,
        authorLocale: 'en',
        isAnonymous: true,
        submittedAt: days(1),
        productRef: '',
      },
      { type: 'product', rating: 1, productRef: 'P1', productName: 'Lamp' },
    ]);
    expect((await getReviewForm(token, days(1))).state).toBe('submitted');
    expect(await db.invitation.findUnique({ where: { orderId: id } })).toMatchObject({
      submittedAt: days(1),
    });
  });

  it('counts once, also when the button is pressed five times at the same moment', async () => {
    const { token, websiteId } = await invite();
    const results = await Promise.all(Array.from({ length: 5 }, () => submitForm(token, form(), days(1))));
    expect(results.map(({ outcome }) => outcome).sort()).toEqual([
      'already',
      'already',
      'already',
      'already',
      'submitted',
    ]);
    expect(await db.review.count({ where: { websiteId } })).toBe(2);
    const again = await submitForm(
      token,
      form({ brand: { rating: 1, comment: 'Changed my mind' } }),
      days(2),
    );
    expect(again).toEqual({ outcome: 'already', reviews: [] });
  });

  it('is possible for three months, to the moment', async () => {
    const { token } = await invite();
    const end = new Date('2027-02-28T10:00:00Z');
    const late = new Date(end.getTime() + 1);
    expect(await codeOf(submitForm(token, form(), late))).toBe('link_expired');
    expect((await getReviewForm(token, late)).state).toBe('expired');
    expect(await codeOf(submitForm(token, form(), end))).toBe('done');
  });

  it('takes products of the order only, each once, and leaves the link open when refused', async () => {
    const { token } = await invite();
    const product = { ref: 'P1', rating: 5, comment: '' };
    expect(await codeOf(submitForm(token, form({ products: [{ ...product, ref: 'OTHER' }] }), start))).toBe(
      'invalid_input',
    );
    expect(await codeOf(submitForm(token, form({ products: [product, product] }), start))).toBe(
      'invalid_input',
    );
    expect(await submitForm(token, form({ products: [] }), start)).toMatchObject({
      outcome: 'submitted',
      reviews: [{ type: 'brand' }],
    });
  });

  it('needs consent and a rating', () => {
    expect(reviewFormSchema.safeParse({ ...form(), consent: false }).success).toBe(false);
    expect(reviewFormSchema.safeParse({ ...form(), brand: { comment: 'x' } }).success).toBe(false);
  });
});

describe('the invitation', () => {
  it('is mailed when due, once, in the order’s language', async () => {
    const { id, websiteId } = await invite({ delayDays: 3 });
    await queueDueInvitations(days(2.99));
    expect(await db.mail.count({ where: { websiteId } })).toBe(0);
    await Promise.all([
      queueDueInvitations(days(3)),
      queueDueInvitations(days(3)),
      queueDueInvitations(days(3)),
    ]);
    await queueDueInvitations(days(4));
    const invitation = await db.invitation.findUniqueOrThrow({ where: { orderId: id } });
    expect(await db.mail.findMany({ where: { websiteId } })).toMatchObject([
      {
        kind: 'invitation',
        toAddress: 'grace@author.test',
        locale: 'en',
        dedupeKey: `invitation:${invitation.id}`,
      },
    ]);
    expect(invitation).toMatchObject({ queuedAt: days(3), expiresAt: new Date('2027-03-03T10:00:00Z') });
  });

  it('leads to the address the order was answered with', async () => {
    const { id, reviewUrl: url } = await invite();
    const invitation = await db.invitation.findUniqueOrThrow({ where: { orderId: id } });
    expect(reviewUrl(invitation.id)).toBe(url);
  });

  it('is followed by one reminder after the website’s days, unless the form was sent', async () => {
    const silent = await invite();
    const answered = await invite();
    await queueDueInvitations(days(0));
    await submitForm(answered.token, form(), days(1));
    await queueDueReminders(days(6.99));
    const kinds = async (websiteId: string) =>
      (await db.mail.findMany({ where: { websiteId, kind: { startsWith: 'invitation' } } })).map(
        ({ kind }) => kind,
      );
    expect(await kinds(silent.websiteId)).toEqual(['invitation']);
    await Promise.all([queueDueReminders(days(7)), queueDueReminders(days(7))]);
    await queueDueReminders(days(30));
    expect((await kinds(silent.websiteId)).sort()).toEqual(['invitation', 'invitation_reminder']);
    expect(await kinds(answered.websiteId)).toEqual(['invitation']);
  });

  it('keeps to the website’s own delay, and to the order’s where it states one; no reminder when none is wanted', async () => {
    const { id } = await transaction((tx) => makeWebsite(tx));
    const settings = { delayDays: 10, reminderDays: 0, version: 1 };
    await transaction((tx) => saveInvitationSettings(tx, id, settings));
    const order = (more: object) =>
      createOrder(
        { id, locale: 'fr' },
        {
          orderRef: `F-${++number}`,
          orderDate: start,
          customer: { firstName: 'A', lastName: 'B', email: 'a@author.test' },
          products: [],
          ...more,
        },
        start,
      );
    expect((await order({})).sendAt).toEqual(days(10));
    expect((await order({ delayDays: 0 })).sendAt).toEqual(days(0));
    expect(await db.invitation.count({ where: { websiteId: id, remindAt: { not: null } } })).toBe(0);
    await expect(transaction((tx) => saveInvitationSettings(tx, id, settings))).rejects.toMatchObject({
      code: 'version_conflict',
    });
  });
});
