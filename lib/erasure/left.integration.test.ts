/** What an erased author's ticket still holds after Zendesk said yes: addresses, pictures, files, and what a receipt says of them. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { finish, live, newAuthor } from '@/lib/erasure/testing/life';
import { account, openStage, type Stage } from '@/lib/sync/testing/stage';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 60_000);
afterAll(() => stage.close());
beforeEach(async () => {
  await stage.db.erasureTicket.deleteMany();
  await stage.zendesk.change(account, {
    settings: { lacksAgentWorkspace: false, forbidsTicketDeletion: false },
  });
});

type Author = ReturnType<typeof newAuthor>;

/** What authors send: a file beside words, a picture without a word, links. */
const comments = (author: Author) => {
  const name = `${author.firstName} ${author.lastName}`;
  const via = { channel: 'web', source: { from: {}, to: {}, rel: null } };
  const plain = { type: 'Comment', public: true, via, metadata: {}, attachments: [] };
  const picture = `ACCOUNT/attachments/token/Kx2/?name=${author.lastName}.png`;
  return [
    {
      ...plain,
      attachments: [
        {
          file_name: `carte-${author.lastName}.jpg`,
          content_type: 'image/jpeg',
          content_url: `ACCOUNT/attachments/token/Kx1/?name=${author.lastName}.jpg`,
        },
      ],
      body: 'Ma carte en pièce jointe.',
      html_body: '<div class="zd-comment" dir="auto"><p>Ma carte en pièce jointe.</p></div>',
      plain_body: 'Ma carte en pièce jointe.',
    },
    {
      ...plain,
      body: `![](${picture})`,
      html_body: `<div class="zd-comment" dir="auto"><p><img src="${picture}" alt="${name}" /></p></div>`,
      plain_body: '',
    },
    {
      ...plain,
      body: `[moi](mailto:${author.email})`,
      html_body: `<div class="zd-comment" dir="auto"><p><a href="mailto:${author.email}" title="${name}">moi</a> <a href="tel:+33745002136">07</a></p></div>`,
      plain_body: 'moi 07',
    },
  ];
};

/** An author who answered in the tickets of their reviews. */
async function lived() {
  const author = newAuthor();
  const life = await live(stage, author);
  for (const { id } of life.tickets)
    for (const comment of comments(author))
      await stage.zendesk.plantComment(account, id, { ...comment, author: author.email });
  return { author, ...life };
}
type Life = Awaited<ReturnType<typeof lived>>;

const erase = ({ lib, author }: Life) =>
  lib.eraseAuthor({
    email: author.email,
    websiteId: stage.website.id,
    source: 'shop',
    at: new Date(),
  });

/** Everything of the life's tickets in which one of the author's words stands, files included. */
async function leftOf({ lib, author, tickets }: Life): Promise<string[]> {
  const { client } = await import('../../e2e/zendesk/harness');
  const zendesk = client(stage.practice, account);
  const answers = await Promise.all(tickets.map(({ id }) => zendesk.get(`/tickets/${id}/comments`)));
  const words = [...author.words, '33745002136', 'carte-', 'Kx1', 'Kx2', 'mailto:'];
  return lib.searchText({ comments: answers.map(({ text }) => text) }, words);
}
const close = async ({ tickets }: Life) => {
  for (const { id } of tickets) await stage.zendesk.act(account, id, { status: 'closed' });
};
const receiptOf = ({ lib }: Life, id: string) => lib.getReceipt(id, stage.website.id);

describe('an erasure', () => {
  it.each(['open', 'closed'])(
    'leaves no file, picture, address or title in tickets that are %s',
    async (state) => {
      const life = await lived();
      if (state === 'closed') await close(life);
      expect(await leftOf(life)).not.toEqual([]);
      const id = await erase(life);
      expect((await receiptOf(life, id)).state).toBe('under_way');
      await finish(stage);
      expect(await leftOf(life)).toEqual([]);
      expect((await receiptOf(life, id)).state).toBe('done');
    },
    90_000,
  );

  it('takes the older way in an account without the Agent Workspace, and says that links and closed tickets stay', async () => {
    const life = await lived();
    await stage.zendesk.change(account, { settings: { lacksAgentWorkspace: true } });
    const id = await erase(life);
    await finish(stage);
    const blocked = { state: 'needs_merchant', reason: 'rights_lacking' };
    expect(await receiptOf(life, id)).toMatchObject({ state: 'under_way', zendesk: [blocked, blocked] });
    // Words go all the same; addresses behind them are what that way does not reach.
    const shown = (await stage.zendesk.tickets(account)).filter(({ id: of }) =>
      life.tickets.some((ticket) => ticket.id === of),
    );
    for (const { comments: rows } of shown)
      for (const { plainBody } of rows)
        for (const word of [...life.author.words, 'Ma carte']) expect(plainBody).not.toContain(word);
    await stage.zendesk.change(account, { settings: { lacksAgentWorkspace: false } });
    await finish(stage);
    expect(await leftOf(life)).toEqual([]);
    expect((await receiptOf(life, id)).state).toBe('done');
  }, 90_000);

  it('waits for the right to delete tickets, and says so', async () => {
    const life = await lived();
    await close(life);
    await stage.zendesk.change(account, { settings: { forbidsTicketDeletion: true } });
    const id = await erase(life);
    await finish(stage);
    expect(await leftOf(life)).not.toEqual([]);
    expect((await receiptOf(life, id)).zendesk).toMatchObject([
      { state: 'needs_merchant', reason: 'rights_lacking' },
      { state: 'needs_merchant', reason: 'rights_lacking' },
    ]);
    const { findErasureAbility } = await import('@/lib/erasure/ability');
    expect(await findErasureAbility(stage.website.id)).toBe('no_deletion');
  }, 90_000);

  it('goes on where a run ended between the two steps of a deletion', async () => {
    const life = await lived();
    await stage.db.website.update({ where: { id: stage.website.id }, data: { ticketErasure: 'delete' } });
    const id = await erase(life);
    await stage.zendesk.fault(account, {
      kind: 'unavailable',
      method: 'DELETE',
      path: 'deleted_tickets',
      times: 2,
    });
    await finish(stage);
    expect((await receiptOf(life, id)).state).toBe('under_way');
    await finish(stage);
    expect((await receiptOf(life, id)).state).toBe('done');
    const all = JSON.stringify(await stage.zendesk.tickets(account));
    for (const word of life.author.words) expect(all).not.toContain(word);
    await stage.db.website.update({ where: { id: stage.website.id }, data: { ticketErasure: 'redact' } });
  }, 90_000);
});
