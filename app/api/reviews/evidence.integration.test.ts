import { NextRequest } from 'next/server';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { GET as readAttachment } from '@/app/api/attachments/[id]/route';
import { PUT as hideExchanges } from '@/app/api/reviews/[id]/exchanges/route';
import { POST as report } from '@/app/api/reviews/[id]/reports/route';
import { db, transaction } from '@/lib/platform/db/client';
import { findReportDesk } from '@/lib/moderationDesk/reportDesk';
import { queueReply, sendDueReplies } from '@/lib/reviews/pendingReplies';
import { getReview } from '@/lib/reviews/queries';
import { replyToReview } from '@/lib/reviews/service';
import { makeReview, makeUser, makeWebsite } from '@/prisma/seed/factories';

/** What the browser's cookies would say; session, memberships and rights are read from the database. */
const browser = { sessionId: '', website: '' };
vi.mock('next/headers', () => ({
  cookies: () => Promise.resolve({ get: () => ({ value: browser.website }) }),
}));
vi.mock('next-auth', () => ({
  default: () => undefined,
  getServerSession: () => Promise.resolve({ sessionId: browser.sessionId }),
}));

const start = new Date(Date.now() - 3 * 86_400_000);
const proof = { name: 'Reçu « signé ».pdf', content: '%PDF-1.7\n%%EOF\n' };
let own: { id: string; merchantId: string };
const sessions = { merchant: '', agent: '', stranger: '', moderator: '' };
let count = 0;

async function signIn(name: string, place: { merchantId: string; role: 'merchant' | 'agent' } | null) {
  const email = `${name}@evidence.test`;
  const isModerator = place === null;
  const user = await transaction((tx) =>
    makeUser(tx, { email, name, password: 'long enough', isModerator }, place ?? undefined),
  );
  const expiresAt = new Date(Date.now() + 3_600_000);
  return (await db.session.create({ data: { id: email, userId: user.id, expiresAt } })).id;
}

beforeAll(async () => {
  own = await transaction((tx) => makeWebsite(tx));
  const foreign = await transaction((tx) => makeWebsite(tx, { name: 'Maison Voisine' }));
  sessions.merchant = await signIn('merchant', { merchantId: own.merchantId, role: 'merchant' });
  sessions.agent = await signIn('agent', { merchantId: own.merchantId, role: 'agent' });
  sessions.stranger = await signIn('stranger', { merchantId: foreign.merchantId, role: 'merchant' });
  sessions.moderator = await signIn('moderator', null);
});
beforeEach(() => Object.assign(browser, { sessionId: sessions.merchant, website: own.id }));

async function review(isAnswered = true): Promise<string> {
  count += 1;
  const at = new Date(start.getTime() + count * 60_000);
  const { id } = await transaction((tx) =>
    makeReview(tx, { websiteId: own.id, at, rating: 1, orderRef: `E-${count}` }),
  );
  const actor = { kind: 'merchant' as const, name: 'Claire' };
  if (isAnswered)
    await transaction((tx) =>
      replyToReview(tx, { reviewId: id, body: 'Bonjour', source: 'portal', actor, at }),
    );
  return id;
}

type Route = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;
const call = (route: Route, id: string, init: { method: string; body?: FormData | string }) =>
  route(
    new NextRequest('http://localhost/api', {
      ...init,
      headers: {
        host: 'localhost',
        origin: 'http://localhost',
        ...(typeof init.body === 'string' ? { 'content-type': 'application/json' } : {}),
      },
    }),
    { params: Promise.resolve({ id }) },
  );

function send(id: string, fields: { reason: string; comment?: string; files?: (typeof proof)[] }) {
  const body = new FormData();
  body.set('reason', fields.reason);
  body.set('comment', fields.comment ?? '');
  for (const { name, content } of fields.files ?? []) body.append('attachments', new File([content], name));
  return call(report, id, { method: 'POST', body });
}
const codeOf = async (answer: Response) => ((await answer.json()) as { code?: string }).code;

describe('a report from the portal', () => {
  it('arrives with its evidence, and the review is out of sight', async () => {
    const id = await review();
    const answer = await send(id, { reason: 'untrue', comment: 'Aucune commande', files: [proof] });
    expect(answer.status).toBe(201);
    expect(await answer.json()).toMatchObject({ status: 'in_moderation' });
    const row = await db.report.findFirstOrThrow({ where: { reviewId: id }, include: { attachments: true } });
    expect(row).toMatchObject({
      reason: 'untrue',
      comment: 'Aucune commande',
      actorName: 'merchant',
    });
    expect(row.attachments.map(({ fileName, mediaType }) => [fileName, mediaType])).toEqual([
      [proof.name, 'application/pdf'],
    ]);
  });

  it.each([
    ['without a reply', false, { reason: 'untrue', files: [proof] }, 409, 'reply_required'],
    ['without the proof its reason needs', true, { reason: 'untrue' }, 422, 'invalid_input'],
    ['with a reason nobody knows', true, { reason: 'too_low' }, 422, 'invalid_input'],
    [
      'with a file that is not what it says',
      true,
      { reason: 'untrue', files: [{ name: 'a.pdf', content: '<html>' }] },
      422,
      'invalid_input',
    ],
  ] as const)('%s is refused before anything is kept', async (_case, isAnswered, fields, status, code) => {
    const id = await review(isAnswered);
    const answer = await send(id, { ...fields, files: 'files' in fields ? [...fields.files] : [] });
    expect([answer.status, await codeOf(answer)]).toEqual([status, code]);
    expect(await db.report.count({ where: { reviewId: id } })).toBe(0);
  });

  it('waits for a reply that can still be taken back, and says so before anything is typed', async () => {
    const id = await review(false);
    const { id: userId } = await db.user.findUniqueOrThrow({ where: { email: 'merchant@evidence.test' } });
    const at = new Date();
    const actor = { kind: 'merchant' as const, name: 'Claire', userId };
    const blocked = async () => (await findReportDesk(await getReview(own.id, id), at))?.blocked;
    expect(await blocked()).toBe('reply');
    const { dueAt } = await transaction((tx) =>
      queueReply(tx, { reviewId: id, websiteId: own.id, body: 'Bonjour', actor, at }),
    );
    expect(await blocked()).toBe('replyWaiting');
    await sendDueReplies(dueAt);
    expect(await blocked()).toBeNull();
    expect((await send(id, { reason: 'untrue', files: [proof] })).status).toBe(201);
  });

  it('is the merchant’s alone', async () => {
    const id = await review();
    browser.sessionId = sessions.agent;
    expect((await send(id, { reason: 'untrue', files: [proof] })).status).toBe(403);
    browser.sessionId = sessions.stranger;
    expect((await send(id, { reason: 'untrue', files: [proof] })).status).toBe(404);
  });
});

describe('the evidence of a report', () => {
  const open = (id: string) => call(readAttachment, id, { method: 'GET' });

  it('is saved, never opened in the page, whatever its name holds', async () => {
    const id = await review();
    await send(id, { reason: 'untrue', files: [proof] });
    const file = await db.reportAttachment.findFirstOrThrow({ where: { report: { reviewId: id } } });
    const answer = await open(file.id);
    expect(await answer.text()).toBe(proof.content);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="Re_u _ sign_ _.pdf"; filename*=UTF-8''${encodeURIComponent(proof.name)}`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, no-store',
    });
  });

  it('is for the website’s members and the moderation team; for others it does not exist', async () => {
    const id = await review();
    await send(id, { reason: 'untrue', files: [proof] });
    const file = await db.reportAttachment.findFirstOrThrow({ where: { report: { reviewId: id } } });
    const statuses: Record<string, number> = {};
    for (const [name, sessionId] of Object.entries(sessions)) {
      browser.sessionId = sessionId;
      statuses[name] = (await open(file.id)).status;
    }
    expect(statuses).toEqual({ merchant: 200, agent: 200, stranger: 404, moderator: 200 });
    browser.sessionId = 'nobody';
    expect((await open(file.id)).status).toBe(401);
  });
});

describe('hiding the exchanges of a review', () => {
  it('says what stands now, can be taken back, and refuses anything else', async () => {
    const id = await review();
    const put = (body: object) => call(hideExchanges, id, { method: 'PUT', body: JSON.stringify(body) });
    expect(await (await put({ hidden: true })).json()).toEqual({ hidden: true });
    expect(await db.review.findUniqueOrThrow({ where: { id } })).toMatchObject({ exchangesHidden: true });
    expect(await (await put({ hidden: false })).json()).toEqual({ hidden: false });
    expect((await put({ hidden: 'yes' })).status).toBe(422);
    browser.sessionId = sessions.agent;
    expect((await put({ hidden: true })).status).toBe(403);
    expect(await db.review.findUniqueOrThrow({ where: { id } })).toMatchObject({ exchangesHidden: false });
  });
});
