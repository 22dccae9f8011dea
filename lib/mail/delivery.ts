/**
 * Hands a rendered mail over: by SMTP where one is set, else as a file of the mail folder. Both repeat safely: the
 * Message-ID derives from the outbox row, and a file carries the row's id as its name.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import nodemailer, { type Transporter } from 'nodemailer';
import type Mail from 'nodemailer/lib/mailer';
import type { RenderedMail } from '@/lib/mail/render';
import { env } from '@/lib/platform/env';

export type OutgoingMail = { id: string; to: string; at: Date; rendered: RenderedMail };

export const mailFolder = () => join(env.dataDir, 'mail');

/** The sender's name is the shop's, the address stays ours: nobody's domain is borrowed. */
function senderAddress(): string {
  return /<([^<>]+)>\s*$/.exec(env.mailFrom)?.[1] ?? env.mailFrom.trim();
}

function toMessage({ id, to, at, rendered }: OutgoingMail): Mail.Options {
  return {
    from: { name: rendered.senderName, address: senderAddress() },
    // As an object: a comma in a stored address must not become a second recipient.
    to: { name: '', address: to },
    subject: rendered.subject,
    html: rendered.html,
    text: rendered.text,
    date: at,
    messageId: `<${id}@${new URL(env.appUrl).hostname}>`,
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      ...unsubscribeHeaders(rendered.unsubscribeUrl),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** One click in the mail program, as RFC 8058 has it: the program posts to the address, no page is opened. */
function unsubscribeHeaders(page: string | undefined): Record<string, string> {
  if (!page) return {};
  const { origin, pathname } = new URL(page);
  return {
    'List-Unsubscribe': `<${origin}/api/public${pathname}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  };
}

let smtp: { url: string; transport: Transporter } | undefined;

function smtpTransport(url: string): Transporter {
  if (smtp?.url !== url) {
    const timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };
    smtp = {
      url,
      transport: nodemailer.createTransport({ url, pool: true, maxConnections: 5, ...timeouts }),
    };
  }
  return smtp.transport;
}

/** @throws what nodemailer throws; `responseCode` tells an answer of the server apart from a broken line. */
export async function deliver(mail: OutgoingMail): Promise<void> {
  if (env.smtpUrl) {
    await smtpTransport(env.smtpUrl).sendMail(toMessage(mail));
    return;
  }
  const composer = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const { message } = await composer.sendMail(toMessage(mail));
  await writeWhole(`${mail.id}.eml`, message as Buffer);
}

/** Through a file beside it and a rename: a reader, or a worker killed half way, never leaves or sees half a mail. */
async function writeWhole(name: string, content: Buffer): Promise<void> {
  const unfinished = join(mailFolder(), '.unfinished');
  await mkdir(unfinished, { recursive: true });
  const path = join(unfinished, `${name}.${randomUUID()}`);
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(path, join(mailFolder(), name));
}

/** Removes what killed workers left behind; anything older than an hour is nobody's work in progress. */
export async function sweepUnfinished(): Promise<void> {
  const folder = join(mailFolder(), '.unfinished');
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const path = join(folder, name);
    const info = await stat(path).catch(() => null);
    if (info && info.mtimeMs < Date.now() - 3_600_000) await rm(path, { force: true });
  }
}

/** Closes pooled connections, so that a stopping worker ends. */
export function closeDelivery(): void {
  smtp?.transport.close();
  smtp = undefined;
}
