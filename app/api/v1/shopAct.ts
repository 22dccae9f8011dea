import type { WebsiteContext } from '@/lib/platform/auth/website';
import { now } from '@/lib/platform/clock';
import type { Act } from '@/lib/reviews/service';
import type { Actor } from '@/lib/reviews/store';

/** The shop speaks under its own name: that is what the author and the public read above a reply. */
export function shopActor(website: Pick<WebsiteContext, 'name'>): Actor {
  return { kind: 'shop', name: website.name };
}

/** A review of another website is as unknown to a shop as one that does not exist. */
export function toShopAct(website: WebsiteContext, reviewId: string): Act {
  return { reviewId, websiteId: website.id, actor: shopActor(website), at: now() };
}
