/**
 * Rows as tests and the demo data make them: through the services, so that nothing exists that the product could not
 * have made itself. The same arguments give the same data.
 */
import { hashPassword } from '@/lib/platform/auth/passwords';
import type { Tx } from '@/lib/platform/db/client';
import type { Actor } from '@/lib/reviews/store';
import { submitReview, type Submission, type SubmissionResult } from '@/lib/reviews/submission';
import type { PlatformCode } from '@/lib/websites/platforms';
import { createWebsite, type NewWebsite } from '@/lib/websites/service';

export const shopActor: Actor = { kind: 'shop', name: 'API' };

export type WebsiteInput = Partial<Omit<NewWebsite, 'merchantId' | 'platform'>> & {
  platform?: PlatformCode;
  merchantId?: string;
};

/** A website with its merchant. */
export async function makeWebsite(
  tx: Tx,
  input: WebsiteInput = {},
): Promise<{ id: string; merchantId: string; secretKey: string }> {
  const name = input.name ?? 'Atelier Brume';
  const merchantId = input.merchantId ?? (await tx.merchant.create({ data: { name } })).id;
  const website = {
    url: 'https://atelier-brume.example',
    platform: 'FR' as const,
    ...input,
    name,
    merchantId,
  };
  return { merchantId, ...(await createWebsite(tx, website)) };
}

export type UserInput = {
  email: string;
  name: string;
  password: string;
  locale?: string;
  isModerator?: boolean;
  isDemo?: boolean;
};

export async function makeUser(
  tx: Tx,
  input: UserInput,
  membership?: { merchantId: string; role: 'merchant' | 'agent' },
) {
  const { password, ...row } = input;
  const memberships = membership ? { memberships: { create: membership } } : {};
  return tx.user.create({ data: { ...row, passwordHash: await hashPassword(password), ...memberships } });
}

export type ReviewInput = Partial<Omit<Submission, 'websiteId' | 'at'>> & { websiteId: string; at: Date };

/** A review as a shop or a form submits it: a glad brand review unless stated otherwise. */
export function makeReview(tx: Tx, input: ReviewInput): Promise<SubmissionResult> {
  const type = input.type ?? 'brand';
  return submitReview(tx, {
    orderRef: `T-${input.at.getTime()}`,
    rating: 5,
    comment: 'Rien à redire.',
    author: { firstName: 'Alix', lastName: 'Vasseur', email: 'alix@author.test' },
    actor: shopActor,
    origin: { kind: 'shop_api' },
    ...(type === 'product' ? { product: { ref: 'P-1', name: 'Bougie' } } : {}),
    ...input,
    type,
  });
}
