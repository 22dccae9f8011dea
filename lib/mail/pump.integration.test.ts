import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { deliver } from '@/lib/mail/delivery';
import { queueMail, type NewMail } from '@/lib/platform/outbox';
import { mailPump } from '@/lib/mail/pump';
import { closeDatabase, db, pool, transaction } from '@/lib/platform/db/client';
import { insertReply, insertReview, insertWebsite } from '@/lib/certificate/testRows';

const dataDir = await mkdtemp(join(tmpdir(), 'mail-'));
vi.stubEnv('DATA_DIR', dataDir);
const folder = join(dataDir, 'mail');
const mailFiles = async () => (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.eml'));

const run = () => mailPump.run(new AbortController().signal);
async function runUntilIdle(): Promise<void> {
  while ((await run()) === 'more');
}

async function queue(mail: Partial<NewMail> & { reviewId: string; websiteId: string }): Promise<string> {
  const dedupeKey = randomUUID();
  const defaults = { kind: 'merchant_new_review', to: 'shop@example.test', locale: 'fr', data: {} } as const;
  await transaction((tx) => queueMail(tx, { ...defaults, ...mail, dedupeKey }));
  const row = await db.mail.findUniqueOrThrow({ where: { dedupeKey } });
  return row.id;
}

const find = (id: string) => db.mail.findUniqueOrThrow({ where: { id } });
/** As a worker leaves a mail when it dies: taken, its lease over. */
const leaveBehind = (id: string, attempts = 1) =>
  pool.query(
    "UPDATE mail SET state = 'sending', attempts = $2, locked_until = now() - interval '1 second' WHERE id = $1",
    [id, attempts],
  );

let ids: { websiteId: string; reviewId: string };

beforeEach(async () => {
  await db.mail.deleteMany();
  const website = await insertWebsite();
  const review = await insertReview(website.id);
  ids = { websiteId: website.id, reviewId: review.id };
});
afterAll(closeDatabase);

describe('mail pump', () => {
  it('writes a due mail as a message that mail programs read, and marks it sent', async () => {
    const reply = await insertReply(ids.reviewId, { body: 'Bonjour Claire,\n\nVoilà.' });
    const id = await queue({
      ...ids,
      kind: 'author_replied',
      to: 'claire@example.test',
      data: { exchangeId: reply.id },
    });
    await runUntilIdle();
    const message = await PostalMime.parse(await readFile(join(folder, `${id}.eml`)));
    expect(message.subject).toBe('Maison Lune a répondu à votre avis');
    expect(message.to).toMatchObject([{ address: 'claire@example.test' }]);
    expect(message.from?.name).toBe('Maison Lune via Avis Vérifiés');
    expect(message.messageId).toContain(id);
    expect(message.text).toContain('Voilà.');
    expect(message.html).toContain('Voilà.');
    expect(await find(id)).toMatchObject({ state: 'sent', attempts: 1, lockedUntil: null });
  });

  it('leaves a mail alone until its time has come', async () => {
    const id = await queue({ ...ids, notBefore: new Date(Date.now() + 3_600_000) });
    expect(await run()).toBe('idle');
    expect(await find(id)).toMatchObject({ state: 'waiting', attempts: 0 });
  });

  it('takes up what a killed worker left, once its lease has ended and not before', async () => {
    const id = await queue(ids);
    await pool.query(
      "UPDATE mail SET state = 'sending', attempts = 1, locked_until = now() + interval '1 hour' WHERE id = $1",
      [id],
    );
    expect(await run()).toBe('idle');
    await leaveBehind(id);
    await runUntilIdle();
    expect(await find(id)).toMatchObject({ state: 'sent', attempts: 2 });
  });

  it('writes no second file when the worker died between writing and marking', async () => {
    const id = await queue(ids);
    const rendered = { subject: 'x', senderName: 'x', html: '<p>x</p>', text: 'x' };
    await deliver({ id, to: 'shop@example.test', at: new Date(), rendered });
    const before = await mailFiles();
    await leaveBehind(id);
    await runUntilIdle();
    expect(await mailFiles()).toEqual(before);
    expect(await readdir(join(folder, '.unfinished'))).toEqual([]);
    expect(await find(id)).toMatchObject({ state: 'sent' });
  });

  it('sends each mail once when several pumps run at once', async () => {
    const before = (await mailFiles()).length;
    await Promise.all(Array.from({ length: 60 }, () => queue(ids)));
    await Promise.all(Array.from({ length: 4 }, runUntilIdle));
    const rows = await db.mail.findMany();
    expect(rows).toHaveLength(60);
    expect(rows.every((row) => row.state === 'sent' && row.attempts === 1)).toBe(true);
    expect((await mailFiles()).length - before).toBe(60);
  });

  it('does not send what has nothing left to tell', async () => {
    await db.review.update({
      where: { id: ids.reviewId },
      data: { status: 'withdrawn', withdrawnAt: new Date() },
    });
    const id = await queue(ids);
    await runUntilIdle();
    expect(await find(id)).toMatchObject({ state: 'failed', lastError: 'nothing left to tell' });
    expect(await mailFiles()).not.toContain(`${id}.eml`);
  });

  it('gives up on a mail that took its worker down on every try, and keeps it visible', async () => {
    const id = await queue(ids);
    await leaveBehind(id, 20);
    await runUntilIdle();
    expect(await find(id)).toMatchObject({
      state: 'failed',
      lastError: expect.stringContaining('stopped') as string,
    });
  });

  it('keeps a failing mail for a later try and says why', async () => {
    const id = await queue({ ...ids, kind: 'author_replied', data: { exchangeId: 'no id at all' } });
    await runUntilIdle();
    const row = await find(id);
    expect(row).toMatchObject({ state: 'waiting', attempts: 1, lockedUntil: null });
    expect(row.lastError).toBeTruthy();
    expect(row.notBefore.getTime()).toBeGreaterThan(Date.now());
  });
});
