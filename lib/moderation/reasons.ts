/** The reasons for which a review may be refused: NF ISO 20488 knows thirteen, and a low rating is never one of them. */
import { z } from 'zod';

export const reportReasonCodes = [
  'inappropriate',
  'untrue',
  'rating_mismatch',
  'product_only',
  'unintelligible',
  'bias_conflict',
  'off_topic',
  'personal_data',
  'competitor',
  'not_yet_evaluable',
  'promo_spam',
  'dispute_handled',
  'author_request',
] as const;
export type ReportReason = (typeof reportReasonCodes)[number];
export const reportReasonSchema = z.enum(reportReasonCodes);

/** `author_asked`: no proof is wanted because the author is asked in person. */
export type ReasonProof = 'none' | 'required' | 'author_asked';

export type ReasonRule = {
  appliesTo: readonly ('brand' | 'product')[];
  proof: ReasonProof;
};

const both = ['brand', 'product'] as const;

export const reportReasons: Record<ReportReason, ReasonRule> = {
  inappropriate: {
    appliesTo: both,
    proof: 'none',
  },
  untrue: {
    appliesTo: both,
    proof: 'required',
  },
  rating_mismatch: {
    appliesTo: both,
    proof: 'none',
  },
  product_only: {
    appliesTo: ['brand'],
    proof: 'none',
  },
  unintelligible: {
    appliesTo: both,
    proof: 'none',
  },
  bias_conflict: {
    appliesTo: both,
    proof: 'required',
  },
  off_topic: {
    appliesTo: both,
    proof: 'none',
  },
  personal_data: {
    appliesTo: both,
    proof: 'none',
  },
  competitor: {
    appliesTo: both,
    proof: 'none',
  },
  not_yet_evaluable: {
    appliesTo: both,
    proof: 'none',
  },
  promo_spam: {
    appliesTo: both,
    proof: 'none',
  },
  dispute_handled: {
    appliesTo: both,
    proof: 'author_asked',
  },
  author_request: {
    appliesTo: both,
    proof: 'required',
  },
};
