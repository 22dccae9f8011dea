/** Rows that integration tests of the public side start from; each call makes new ones. */
import { randomBytes, randomUUID } from 'node:crypto';
import { db } from '@/lib/platform/db/client';
import type { Prisma } from '@/lib/platform/db/generated/client';

export async function insertWebsite(values: Partial<Prisma.WebsiteCreateInput> = {}) {
  return db.website.create({
    data: {
      name: 'Maison Lune',
      url: 'https://maison-lune.example',
      platform: 'FR',
      locale: 'fr',
      timeZone: 'Europe/Paris',
      secretKeyHash: randomBytes(32),
      merchant: { create: { name: 'Maison Lune' } },
      ...values,
    },
  });
}

type ReviewValues = Omit<Partial<Prisma.ReviewUncheckedCreateInput>, 'submittedAt'> & { submittedAt?: Date };

/** A published brand review unless the values say otherwise. */
export async function insertReview(websiteId: string, values: ReviewValues = {}) {
  const submittedAt = values.submittedAt ?? new Date('2026-11-01T10:00:00Z');
  return db.review.create({
    data: {
      websiteId,
      type: 'brand',
      orderRef: randomUUID(),
      rating: 4,
      comment: 'Commande conforme.',
      authorFirstName: 'Claire',
      authorLastName: 'Delmas',
      authorEmail: 'claire@example.test',
      authorLocale: 'fr',
      submittedAt,
      origin: 'shop_api',
      isVerified: true,
      status: 'published',
      publishedAt: submittedAt,
      ...values,
    },
  });
}

export async function insertReply(
  reviewId: string,
  values: Partial<Prisma.ExchangeUncheckedCreateInput> = {},
) {
  return db.exchange.create({
    data: {
      reviewId,
      origin: 'merchant',
      source: 'portal',
      body: 'Merci pour votre avis.',
      authorName: 'Thomas',
      createdAt: new Date('2026-11-02T10:00:00Z'),
      ...values,
    },
  });
}
