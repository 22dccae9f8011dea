import { describe, expect, it } from 'vitest';
import type { MailContent, MailContents } from '@/lib/mail/content';
import { mailKinds, type MailKind } from '@/lib/platform/outbox';
import { renderMail } from '@/lib/mail/render';
import { sampleMails } from '@/lib/mail/samples';
import { locales } from '@/lib/platform/i18n/locales';

const attack = '<script>alert(1)</script><img src=x onerror=alert(2)>"\'&';

function mailOf(kind: MailKind, samples: MailContents): MailContent {
  return { kind, content: samples[kind] } as MailContent;
}

/** Not written by people: an address we sign, an IANA zone, a code of ours. */
const ours = new Set(['url', 'timeZone', 'kind', 'code']);

/** The same content with every text of a person, at any depth, replaced by markup that must not come alive. */
function poisoned<T>(value: T): T {
  if (typeof value === 'string') return attack as T;
  if (Array.isArray(value)) return value.map((entry: unknown) => poisoned(entry)) as T;
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  const entries = Object.entries(value).map(([key, entry]) => [key, ours.has(key) ? entry : poisoned(entry)]);
  return Object.fromEntries(entries) as T;
}

describe.each(locales)('mails in %s', (language) => {
  it.each(mailKinds)(
    '%s has a subject, an HTML body in its language and a text part with the same link',
    async (kind) => {
      const sample = mailOf(kind, sampleMails(language));
      const { subject, html, text } = await renderMail(sample, language);
      expect(subject.length).toBeGreaterThan(10);
      // A missing message shows as its key.
      for (const part of [subject, html, text]) expect(part).not.toMatch(new RegExp(`mail\\.|\\b${kind}\\.`));
      expect(html).toContain(`lang="${language}"`);
      const { content } = sample;
      const urls = 'url' in content ? [content.url] : content.reviews.map((review) => review.url);
      for (const url of urls) {
        expect(html).toContain(`href="${url}"`);
        expect(text).toContain(url);
      }
      expect(text).not.toMatch(/<\/?(?:p|table|td|a|br)\b/i);
    },
  );

  it.each(mailKinds)('%s shows markup in any field as text', async (kind) => {
    const content = poisoned(sampleMails(language)[kind]);
    const { html, text, subject } = await renderMail({ kind, content } as MailContent, language);
    expect(html).not.toMatch(/<script|<img/i);
    expect(html).toContain('&lt;script&gt;alert(1)');
    expect(text).toContain('<script>alert(1)</script>');
    expect(subject).not.toMatch(/[\r\n]/);
  });
});

describe('mails', () => {
  const review = { rating: 3, comment: '', productName: null };
  const base = {
    shop: 'Lune\r\nBcc: a@b.test',
    timeZone: 'Europe/Paris',
    firstName: '',
    url: 'https://reviews.example/r/x',
  };

  it('keep line breaks of an author’s or agent’s words in both parts', async () => {
    const content = { ...base, review, reply: 'Bonjour,\r\n\r\nMerci.\nThomas', repliedAt: new Date(0) };
    const { html, text } = await renderMail({ kind: 'author_replied', content }, 'fr');
    expect(html).toContain('Bonjour,<br/><br/>Merci.<br/>Thomas');
    expect(text).toContain('Bonjour,\n\nMerci.\nThomas');
  });

  it('never let a line break of a name into a header', async () => {
    const content = { ...base, review, reply: 'Merci', repliedAt: new Date(0) };
    const { subject, senderName } = await renderMail({ kind: 'author_replied', content }, 'fr');
    expect(subject).toBe('Lune Bcc: a@b.test a répondu à votre avis');
    expect(senderName).not.toMatch(/[\r\n]/);
  });

  it('write dates in the website’s time zone', async () => {
    const content = { ...base, review, reply: 'Merci', repliedAt: new Date('2026-11-21T23:30:00Z') };
    const { text } = await renderMail({ kind: 'author_replied', content }, 'fr');
    expect(text).toContain('22 novembre 2026');
  });

  it('reach an author whose language is not spoken yet in English', async () => {
    const content = { ...base, review, reply: 'Hallo', repliedAt: new Date(0) };
    const { html } = await renderMail({ kind: 'author_replied', content }, 'nl');
    expect(html).toContain('lang="en"');
  });

  it('name the first products of a long order and count the others', async () => {
    const products = Array.from({ length: 8 }, (_, index) => `Produit ${index + 1}`);
    const unsubscribeUrl = 'https://reviews.example/unsubscribe/x';
    const content = { ...base, orderRef: 'A1', products, expiresAt: new Date(0), unsubscribeUrl };
    const { text } = await renderMail({ kind: 'invitation', content }, 'fr');
    expect(text).toContain('Produit 5');
    expect(text).not.toContain('Produit 6');
    expect(text).toContain('et 3 autres produits');
  });
});
