/** What is said in public of a review's origin and proof, the same on the certificate and in the widgets. Pure. */
import type { ShownReview } from '@/lib/certificate/reviewList';

export type ShownProof = Pick<ShownReview, 'origin' | 'originSource' | 'isVerified'>;

type Translate = (key: string, values?: Record<string, string>) => string;

export function tellOrigin(t: Translate, { origin, originSource }: ShownProof): string {
  return t(`proof.origins.${origin}`, { source: originSource ?? '' });
}

export const tellProof = (t: Translate, { isVerified }: ShownProof): string =>
  t(isVerified ? 'proof.verified' : 'proof.unverified');
