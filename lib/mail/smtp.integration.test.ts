import { createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { queueMail } from '@/lib/platform/outbox';
import { mailPump } from '@/lib/mail/pump';
import { closeDatabase, db, transaction } from '@/lib/platform/db/client';
import { insertReview, insertWebsite } from '@/lib/certificate/testRows';

const received: string[] = [];
/** What the server says to a recipient, by its address. */
const answers: Record<string, string> = {
  'gone@example.test': '550 no such mailbox',
  'busy@example.test': '451 try again later',
};

/** As much of SMTP as a client needs to hand a mail over. */
function speak(socket: Socket): void {
  let buffer = '';
  let body: string | null = null;
  const say = (line: string) => socket.write(`${line}\r\n`);
  say('220 test');
  socket.on('data', (chunk) => {
    buffer += chunk.toString('utf8');
    for (let end = buffer.indexOf('\r\n'); end >= 0; end = buffer.indexOf('\r\n')) {
      const line = buffer.slice(0, end);
      buffer = buffer.slice(end + 2);
      if (body !== null) {
        if (line !== '.') body += `${line}\r\n`;
        else {
          received.push(body);
          body = null;
          say('250 taken');
        }
      } else if (/^RCPT/i.test(line)) say(answers[/<(.+)>/.exec(line)?.[1] ?? ''] ?? '250 ok');
      else if (/^DATA/i.test(line)) {
        body = '';
        say('354 go on');
      } else if (/^QUIT/i.test(line)) {
        say('221 bye');
        socket.end();
      } else say('250 ok');
    }
  });
  socket.on('error', () => socket.destroy());
}

let server: Server;

beforeAll(async () => {
  server = createServer(speak);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('no port');
  vi.stubEnv('SMTP_URL', `smtp://127.0.0.1:${address.port}/?ignoreTLS=true`);
});
afterAll(async () => {
  await closeDatabase();
  await new Promise((resolve) => server.close(resolve));
});

it('hands mails to the SMTP server; a busy one is tried again, a refused address is not', async () => {
  const website = await insertWebsite();
  const review = await insertReview(website.id);
  for (const to of ['shop@example.test', 'busy@example.test', 'gone@example.test']) {
    const mail = { kind: 'merchant_new_review', to, locale: 'en', data: {}, dedupeKey: to } as const;
    await transaction((tx) => queueMail(tx, { ...mail, reviewId: review.id }));
  }
  while ((await mailPump.run(new AbortController().signal)) === 'more');
  const byAddress = Object.fromEntries((await db.mail.findMany()).map((row) => [row.toAddress, row]));
  expect(byAddress['shop@example.test']).toMatchObject({ state: 'sent', attempts: 1 });
  expect(byAddress['busy@example.test']).toMatchObject({ state: 'waiting', attempts: 1 });
  expect(byAddress['gone@example.test']).toMatchObject({ state: 'failed', attempts: 1 });
  expect(received).toHaveLength(1);
  expect(received[0]).toContain(`Message-ID: <${byAddress['shop@example.test']?.id}@`);
});
