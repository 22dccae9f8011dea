/** What a panel shows, already in words: the browser draws it and decides nothing. Types only. */
import type { ReportReason } from '@/lib/moderation/reasons';
import type { ReviewStatus } from '@/lib/reviews/events';

export type ShownStatus = ReviewStatus | 'reported';
export type Fact = { label: string; value: string };

export type PastReview = {
  id: string;
  rating: number;
  ratingLabel: string;
  status: ShownStatus;
  statusLabel: string;
  date: string;
  title: string;
  /** The ticket in Zendesk, which decides whether this agent may see it. */
  ticketId: string | null;
};

export type ThreadLine = {
  id: string;
  side: 'merchant' | 'author' | 'moderator';
  who: string;
  when: string;
  body: string;
};

export type ReasonView = {
  code: ReportReason;
  label: string;
  /** Why it does not fit this review. */
  blocked: string | null;
  needsProof: boolean;
  isAuthorAsked: boolean;
};

export type TemplateView = { id: string; name: string; body: string };

export type ReviewPanel = {
  kind: 'review';
  reviewId: string;
  website: string;
  typeLabel: string;
  rating: number;
  ratingLabel: string;
  status: { key: ShownStatus; label: string; text: string };
  /** The seven days: what is gone of them, from 0 to 1. */
  clock: { spent: number; text: string } | null;
  comment: string;
  /** Matched passages (UTF-16 offsets into the comment) and what each is. */
  marks: { kind: string; category: string | null; start: number; end: number; name: string }[];
  causes: { title: string; items: { name: string; reason: string }[] } | null;
  /** Its place in the queue; with the ticket of what holds it back, where that has one. */
  queue: { text: string; ticketId: string | null } | null;
  window: string;
  facts: Fact[];
  author: { name: string; date: string; past: string; reviews: PastReview[] };
  /** What the warnings before a reply are judged by. */
  repliedTo: { familyName: string; locale: string; orderRef: string };
  thread: ThreadLine[];
  exchangesHidden: boolean;
  report: { state: string; title: string; by: string; reason: string; statement: string | null } | null;
  /** Null while it cannot be published. */
  publishing: { effect: string } | null;
  reporting: { reasons: ReasonView[] } | { blocked: string } | null;
  replying: { templates: TemplateView[] } | { blocked: string };
  /** The account's own triggers would write to the author beside us. */
  isMailedTwice: boolean;
  portalUrl: string;
};

export type ChainStep = {
  name: string;
  state: 'ok' | 'broken' | 'skipped';
  label: string;
  reason: string | null;
};

export type WrongTicketPanel = {
  kind: 'wrong';
  steps: ChainStep[];
  /** An administrator may have the link written again. */
  canRepair: boolean;
  isRepairable: boolean;
  portalUrl: string;
};

export type UnseenPanel = { kind: 'unseen' };
export type Panel = ReviewPanel | WrongTicketPanel | UnseenPanel;

export type FoundReviewView = PastReview & { author: string; order: string };
export type TicketFile = { id: string; name: string; size: string };
