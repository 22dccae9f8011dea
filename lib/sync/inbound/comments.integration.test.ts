import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import calls from '@/lib/sync/testing/recorded/calls.json';
import emptyPlainText from '@/lib/sync/testing/recorded/emptyPlainText.json';
import linkInReply from '@/lib/sync/testing/recorded/linkInReply.json';
import { linkOf, repliesOf, writeInZendesk } from '@/lib/sync/testing/dialogue';
import { startMeddler } from '@/lib/sync/testing/meddler';
import { account, openStage, type Stage } from '@/lib/sync/testing/stage';

let stage: Stage;
let meddler: Awaited<ReturnType<typeof startMeddler>>;

beforeAll(async () => {
  stage = await openStage(async (target) => (meddler = await startMeddler(target)));
});
afterAll(async () => {
  await stage.close();
  await meddler.close();
});
beforeEach(() => meddler.spoil(null));

async function makeTicket(input: Parameters<Stage['review']>[0] = {}) {
  const review = await stage.review(input);
  await stage.run();
  return { reviewId: review.id, ticketId: Number((await linkOf(stage, review.id)).ticketId) };
}
const agent = async () => {
  const found = (await stage.zendesk.users(account)).find(({ role }) => role === 'agent');
  if (!found?.email) throw new Error('The account has no agent.');
  return { id: found.id, email: found.email };
};
const outcomesOf = async (ticketId: number) =>
  (
    await stage.db.webhookEvent.findMany({ where: { ticketId: BigInt(ticketId) }, orderBy: { id: 'asc' } })
  ).map(({ outcome }) => outcome);

/** As the account lists them: beside what there is, once the webhook has called. */
async function list(ticketId: number, given: object[]) {
  const { id } = await agent();
  const text = JSON.stringify(given)
    .replaceAll('"AGENT"', String(id))
    .replaceAll(/"ID(\d)"/g, `99${ticketId}$1`)
    .replaceAll('CREATED', new Date().toISOString().replace(/\.\d+/, ''));
  const added = JSON.parse(text) as object[];
  await stage.zendesk.act(account, ticketId, { comment: { body: '.', public: false } });
  meddler.spoil(({ path, body }) => {
    if (!path.includes(`/tickets/${ticketId}/comments`)) return null;
    const page = JSON.parse(body) as { comments: object[] };
    return JSON.stringify({ ...page, comments: [...page.comments, ...added] });
  });
  await stage.db.webhookEvent.create({
    data: { connectionId: stage.connectionId, invocationId: `test-${ticketId}`, ticketId, body: '{}' },
  });
  await stage.run();
}

describe('a reply says', () => {
  test('where its links lead, with the points of its list and ordinary spaces', async () => {
    const { reviewId, ticketId } = await makeTicket();
    await list(ticketId, [linkInReply]);
    expect(await repliesOf(stage, reviewId)).toEqual([
      'Bonjour, remplissez cette page (https://retours.boutique.example/d/5K) puis :\n• collez l’étiquette\n• déposez le colis\nMerci',
    ]);
    expect(await outcomesOf(ticketId)).toEqual(['replied']);
  });

  test('what was written, whichever of its bodies Zendesk fills', async () => {
    const { reviewId, ticketId } = await makeTicket();
    await list(
      ticketId,
      emptyPlainText.map(({ comment }) => comment),
    );
    expect((await repliesOf(stage, reviewId)).sort()).toEqual(
      emptyPlainText.map(({ expected }) => expected).sort(),
    );
  });

  test('how many files stay in Zendesk, and nothing of them in its words', async () => {
    const { reviewId, ticketId } = await makeTicket();
    await list(ticketId, [
      {
        ...linkInReply,
        html_body: '<p>Voici : <img src="https://shop.zendesk.com/attachments/token/x/?name=a.png"></p>',
        attachments: [{ id: 7, inline: true }, { id: 8, inline: false }, 'nothing'],
      },
    ]);
    const [exchange] = await stage.db.exchange.findMany({ where: { reviewId } });
    expect(exchange).toMatchObject({ body: 'Voici :', zendeskFileCount: 2 });
  });
});

describe('is no reply, and has a name', () => {
  test('a telephone call, nor a comment of a type nobody knows', async () => {
    const { reviewId, ticketId } = await makeTicket();
    await list(ticketId, calls);
    expect(await repliesOf(stage, reviewId)).toEqual([]);
    expect(await outcomesOf(ticketId)).toEqual(['not_written']);
    expect((await linkOf(stage, reviewId)).leftOut).toEqual({ not_written: 2 });
    expect(await stage.db.mail.count({ where: { reviewId, kind: 'author_replied' } })).toBe(0);
  });

  test('what the requester writes, though they are an agent of the account; another agent’s answer is one', async () => {
    const { email } = await agent();
    const { reviewId, ticketId } = await makeTicket({
      author: { firstName: 'Nadia', lastName: 'Ferrer', email },
    });
    const { requester_id } = (await stage.zendesk.tickets(account))
      .map((row) => ({
        id: row.id,
        requester_id: row.requester,
      }))
      .find(({ id }) => id === ticketId)!;
    expect(requester_id).toBe(email);
    await stage.zendesk.act(account, ticketId, {
      email,
      comment: { body: 'Je relance : le vase est fendu.', public: true },
    });
    await stage.webhooksSent();
    await stage.run();
    expect(await repliesOf(stage, reviewId)).toEqual([]);
    expect((await outcomesOf(ticketId)).at(-1)).toBe('requester');
    const other = (await stage.zendesk.users(account)).find(
      (user) => user.role !== 'end-user' && user.email !== email,
    );
    await stage.zendesk.act(account, ticketId, {
      email: other?.email ?? '',
      comment: { body: 'Un autre vase part demain.', public: true },
    });
    await stage.webhooksSent();
    await stage.run();
    expect(await repliesOf(stage, reviewId)).toEqual(['Un autre vase part demain.']);
    expect((await outcomesOf(ticketId)).at(-1)).toBe('replied');
  });

  test('what a user writes who is no person; taken from the list, their next words are', async () => {
    const { reviewId, ticketId } = await makeTicket();
    const users = await stage.zendesk.users(account);
    const staff = users
      .filter(({ role }) => role !== 'end-user')
      .map(({ email }) => (email ?? '').toLowerCase());
    await stage.db.zendeskConnection.updateMany({ data: { botUsers: staff } });
    await writeInZendesk(stage, ticketId, 'Réponse automatique.');
    await stage.run();
    expect(await repliesOf(stage, reviewId)).toEqual([]);
    expect((await outcomesOf(ticketId)).at(-1)).toBe('bot');
    await stage.db.zendeskConnection.updateMany({ data: { botUsers: [] } });
    await writeInZendesk(stage, ticketId, 'Bonjour, Maud de la boutique.');
    await stage.run();
    expect(await repliesOf(stage, reviewId)).toContain('Bonjour, Maud de la boutique.');
  });
});

describe('a writer who has left', () => {
  const leave = async (role: string) =>
    stage.zendesk.changeUser(account, (await agent()).email, { role: role as 'end-user' });
  const write = async (ticketId: number, body: string, more: object = {}) => {
    await stage.zendesk.act(account, ticketId, {
      email: (await agent()).email,
      comment: { body, public: true },
      ...more,
    });
    await stage.webhooksSent();
  };

  test('is named while nothing shows what they were; when the role comes back, the answer comes home', async () => {
    const { reviewId, ticketId } = await makeTicket();
    const { email } = await agent();
    await write(ticketId, 'Votre échange est parti ce matin.');
    await leave('end-user');
    await stage.run();
    expect(await repliesOf(stage, reviewId)).toEqual([]);
    expect(await outcomesOf(ticketId)).toEqual(['writer_unproven']);
    expect((await linkOf(stage, reviewId)).leftOut).toEqual({ writer_unproven: 1 });
    await stage.zendesk.changeUser(account, email, { role: 'agent' });
    await stage.db.ticketLink.updateMany({ where: { reviewId }, data: { readDueAt: new Date(0) } });
    await stage.run();
    expect(await repliesOf(stage, reviewId)).toEqual(['Votre échange est parti ce matin.']);
    expect((await linkOf(stage, reviewId)).leftOut).toEqual({});
  });

  test('is known by the ticket’s history', async () => {
    const { reviewId, ticketId } = await makeTicket();
    const { email } = await agent();
    await stage.zendesk.act(account, ticketId, {
      email,
      comment: { body: 'À vérifier.', public: false },
    });
    await write(ticketId, 'Votre échange est parti ce matin.');
    await stage.zendesk.changeUser(account, email, { role: 'end-user' });
    await stage.run();
    expect(await repliesOf(stage, reviewId)).toEqual(['Votre échange est parti ce matin.']);
    await stage.zendesk.changeUser(account, email, { role: 'agent' });
  });

  test('leaves their replies where they are', async () => {
    const { reviewId, ticketId } = await makeTicket();
    const { email } = await agent();
    await write(ticketId, 'C’est fait.');
    await stage.run();
    await stage.zendesk.changeUser(account, email, { role: 'end-user' });
    await stage.db.ticketLink.updateMany({ where: { reviewId }, data: { readDueAt: new Date(0) } });
    await stage.run();
    expect(await repliesOf(stage, reviewId)).toEqual(['C’est fait.']);
    expect(await linkOf(stage, reviewId)).toMatchObject({ agentReplies: 1, leftOut: {} });
    await stage.zendesk.changeUser(account, email, { role: 'agent' });
  });
});

test('a row that cannot be read costs no other, and takes no words off the review', async () => {
  const { reviewId, ticketId } = await makeTicket();
  await writeInZendesk(stage, ticketId, 'Première.');
  await stage.run();
  const spoilt = (body: string) => {
    const page = JSON.parse(body) as { comments: { body: string }[] };
    const comments = page.comments.map((row) => (row.body === 'Première.' ? { ...row, html_body: 7 } : row));
    return JSON.stringify({
      ...page,
      comments: [...comments.map((row) => ({ ...row, via: { channel: 'web' } })), { id: 'x' }],
    });
  };
  await writeInZendesk(stage, ticketId, 'Seconde.');
  meddler.spoil(({ path, body }) => (path.includes(`/tickets/${ticketId}/comments`) ? spoilt(body) : null));
  await stage.run();
  expect((await repliesOf(stage, reviewId)).sort()).toEqual(['Première.', 'Seconde.']);
});
