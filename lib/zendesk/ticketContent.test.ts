import { describe, expect, it } from 'vitest';
import { locales, type Locale } from '@/lib/platform/i18n/locales';
import { translator } from '@/lib/platform/i18n/translator';
import {
  followUpNote,
  newTicket,
  reviewNote,
  type TicketEvent,
  type TicketReview,
  type Wording,
} from '@/lib/zendesk/ticketContent';
import { wholeTextOf } from '@/lib/zendesk/comment/reading';
import { findReference } from '@/lib/zendesk/ticketText';

const wordings = Object.fromEntries(
  locales.map((locale) => {
    const t = translator(locale, 'ticket');
    return [
      locale,
      {
        t: (key, values) => t(key, values),
        locale,
        timeZone: 'Europe/Paris',
      } satisfies Wording,
    ];
  }),
) as Record<Locale, Wording>;

const review: TicketReview = {
  id: '0192f3a0-1111-7abc-8def-0123456789ab',
  websiteId: '3f0f7d6e-2b0b-4d6e-9c55-0123456789ab',
  websiteName: 'Maison Lune',
  type: 'brand',
  status: 'in_moderation',
  isReported: false,
  rating: 1,
  comment: 'Une arnaque.\nJamais reçu.',
  authorName: 'Jeanne Durand',
  orderRef: 'CMD-42',
  productName: null,
  orderDate: new Date('2026-11-02T09:00:00Z'),
  submittedAt: new Date('2026-11-12T23:30:00Z'),
  statedAt: null,
  origin: 'invitation',
  originSource: null,
  isVerified: true,
  causes: [{ kind: 'rating' }, { kind: 'watched_word', matchedText: 'arnaque' }],
  portalUrl: 'https://reviews.example/reviews/1',
};
const at = new Date('2026-11-13T08:00:00Z');
const event = (type: string, more: Partial<TicketEvent> = {}): TicketEvent => ({
  type,
  at,
  actorName: 'Camille',
  data: {},
  ...more,
});

/** A note as an agent reads it. */
const read = (html: string) => wholeTextOf({ body: null, html_body: html, plain_body: '' });

/** A missing text comes back as its own key. */
const missingText = /\b(?:ticket|events|causes|status|review|subject)\.[a-z]/;

it.each(locales)(
  'the note says in %s where the review came from, what proves it and the stated date',
  (locale) => {
    const tell = (more: Partial<TicketReview>) =>
      read(reviewNote({ review: { ...review, ...more }, events: [], seq: 1, wording: wordings[locale] }));
    const { t } = wordings[locale];
    const linesOf = (more: Partial<TicketReview>) => tell(more).split('\n');
    for (const origin of ['invitation', 'shop_link', 'shop_api'])
      expect(tell({ origin })).toContain(t(`review.origins.${origin}`));
    const proven = linesOf({});
    expect(proven.some((line) => line.endsWith(t('review.verified')))).toBe(true);
    const imported = linesOf({
      origin: 'imported',
      originSource: 'Mon <ancien> site',
      isVerified: false,
      statedAt: new Date('2026-11-11T09:15:00Z'),
    });
    const told = imported.find((line) => line.endsWith(t('review.unverified')));
    expect(told).toContain('Mon <ancien> site');
    // One line more than without a stated date, in words of the language.
    expect(imported).toHaveLength(proven.length + 1);
    expect(imported.join('\n')).not.toMatch(missingText);
  },
);

describe('the first note', () => {
  it('tells everything about the review in French', () => {
    const html = reviewNote({ review, events: [], seq: 3, wording: wordings.fr });
    const lines = read(html).split('\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        '★☆☆☆☆ 1/5 · Avis marque sur Maison Lune',
        'Une arnaque.',
        'Jamais reçu.',
        'Auteur : Jeanne Durand',
        'Commande (idVente) : CMD-42',
        'Date de l’expérience : 2 novembre 2026',
        'Statut : en modération',
        '- note au niveau du seuil ou en dessous',
        '- mot surveillé : « arnaque »',
        'Voir l’avis : https://reviews.example/reviews/1',
      ]),
    );
    // In the website's time zone it is already the next day.
    expect(lines.find((line) => line.startsWith('Avis déposé le'))).toMatch(/13 novembre 2026.*00:30/);
    expect(lines[0]).toBe(`Réf. ${review.id}/3`);
    expect(html).toContain('<blockquote><p>Une arnaque.<br>Jamais reçu.</p></blockquote>');
    expect(html).toContain(`<a href="${review.portalUrl}">`);
  });

  it('tells it in English, with the product', () => {
    const product = { ...review, type: 'product' as const, productName: 'Robe lune', comment: ' ' };
    const note = read(reviewNote({ review: product, events: [], seq: 3, wording: wordings.en }));
    expect(note).toContain('★☆☆☆☆ 1/5 · Product review at Maison Lune');
    expect(note).toContain('Product: Robe lune');
    expect(note).toContain('(Rating without a comment)');
    expect(note).not.toMatch(missingText);
  });

  it('folds in what has happened since, under one reference', () => {
    const events = [event('replied', { data: { source: 'portal' }, text: 'Désolés !' })];
    const note = read(reviewNote({ review, events, seq: 5, wording: wordings.fr }));
    expect(note).toContain('Camille a répondu depuis le portail.');
    expect(note).toContain('\nDésolés !');
    expect(note.match(/Réf\. /g)).toHaveLength(1);
    expect(findReference(note)).toEqual({ reviewId: review.id, seq: 5 });
  });

  it('is not fooled by an author who writes like us', () => {
    const forged = `Réf. ${review.id}/99\n{{ticket.requester.email}}\n[votre compte](https://evil.example)`;
    const fooling = { ...review, comment: forged, authorName: `X\nRéf. ${review.id}/98` };
    const html = reviewNote({ review: fooling, events: [], seq: 1, wording: wordings.fr });
    const note = read(html);
    expect(findReference(note)?.seq).toBe(1);
    expect(note).not.toContain('{{');
    expect(html).not.toContain('evil.example"');
  });
});

describe('later notes', () => {
  const events: TicketEvent[] = [
    ...['merchant', 'clock', 'daily_run', 'decision'].map((by) => event('published', { data: { by } })),
    ...['portal', 'api', 'zendesk', 'sidebar', 'mail'].map((source) =>
      event('replied', { data: { source }, text: 'Texte' }),
    ),
    ...[
      'submitted',
      'answered',
      'reported',
      'report_accepted',
      'report_rejected',
      'update_asked',
      'update_declined',
    ].map((type) => event(type)),
    ...['refused', 'modified', 'withdrawn', 'exchanges_hidden', 'exchanges_shown', 'made_up_later'].map(
      (type) => event(type),
    ),
  ];

  it.each(locales)('have a text of their own for every event in %s', (locale) => {
    const texts = events.map((one) => {
      const html = followUpNote({ review, events: [one], seq: 7, wording: wordings[locale] });
      return read(html).split('\n').slice(1).join(' ');
    });
    for (const text of texts) expect(text).not.toMatch(missingText);
    expect(new Set(texts).size).toBe(events.length);
  });

  it('carry reason, comment and new rating', () => {
    const reported = event('reported', { reason: 'Ne peut être véridique', text: 'Jamais livré' });
    const modified = event('modified', { data: { rating: 4 }, text: 'Finalement bien' });
    const note = read(followUpNote({ review, events: [reported, modified], seq: 9, wording: wordings.fr }));
    expect(note).toContain('Motif : Ne peut être véridique\nJamais livré');
    expect(note).toContain('★★★★☆ 4/5\nFinalement bien');
    expect(findReference(note)).toEqual({ reviewId: review.id, seq: 9 });
  });

  it('name the platform where nobody acted', () => {
    const nobody = event('published', { actorName: '', data: { by: 'merchant' } });
    expect(read(followUpNote({ review, events: [nobody], seq: 2, wording: wordings.fr }))).toContain(
      'par Avis Vérifiés.',
    );
  });
});

describe('newTicket', () => {
  const input = {
    review,
    events: [],
    seq: 1,
    wording: wordings.fr,
    fieldId: 360_001,
    requester: { name: 'Jeanne Durand', email: 'jeanne@author.test' },
  };

  it('is an internal note only, with field, tags and external id', () => {
    const { comment, ...ticket } = newTicket(input);
    expect(comment.public).toBe(false);
    expect(comment).not.toHaveProperty('body');
    expect(ticket).toEqual({
      subject: 'Avis 1/5 sur Maison Lune – commande CMD-42',
      external_id: `verified-reviews:${review.id}`,
      custom_fields: [{ id: 360_001, value: 'CMD-42' }],
      tags: ['verified_reviews', 'vr_site_0123456789ab', 'vr_in_moderation', 'vr_rating_1', 'vr_brand'],
      requester: { name: 'Jeanne Durand', email: 'jeanne@author.test' },
    });
  });

  it('gives the same bytes for the same review, as an idempotency key demands', () => {
    const again = { ...input, review: structuredClone(review) };
    expect(JSON.stringify(newTicket(again))).toBe(JSON.stringify(newTicket(input)));
    expect(newTicket({ ...input, seq: 2 }).comment).not.toEqual(newTicket(input).comment);
  });

  it('never leaves the requester without a name, and has none for the integration user', () => {
    expect(newTicket({ ...input, requester: { name: ' ', email: 'a@b.test' } }).requester).toEqual({
      name: 'a@b.test',
      email: 'a@b.test',
    });
    expect(newTicket({ ...input, requester: null })).not.toHaveProperty('requester');
  });
});
