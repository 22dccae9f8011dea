/** The state of a review as its events make it. Nothing else changes a status. */
import type { RecordedEvent, ReviewStatus } from '@/lib/reviews/events';
import type { ReportReason } from '@/lib/moderation/reasons';

const dayMs = 86_400_000;
/** Unhandled reviews publish by themselves after this time. */
export const publicationClockMs = 7 * dayMs;

export type OpenReport = { id: string; reason: ReportReason; state: 'open' | 'author_asked'; at: Date };

/** Against the present refusal; `decided` keeps a second one from being made. */
export type Appeal = { id: string; state: 'open' | 'decided'; at: Date };

export type ReviewState = {
  /** Count of events so far. */
  seq: number;
  status: ReviewStatus;
  rating: number;
  textVersion: number;
  /** Of the text now shown; decides the place in the queue. */
  submittedAt: Date;
  /** When it publishes by itself; null while a report is open and once it has left moderation and the queue. */
  publishDueAt: Date | null;
  /** Left on the clock when a report stopped it. */
  clockLeftMs: number | null;
  reportedAt: Date | null;
  publishedAt: Date | null;
  refusedAt: Date | null;
  withdrawnAt: Date | null;
  report: OpenReport | null;
  appeal: Appeal | null;
  replyCount: number;
  exchangesHidden: boolean;
};

type Text = Extract<RecordedEvent, { type: 'submitted' | 'modified' }>;
type Report = Extract<RecordedEvent, { type: 'reported' | 'update_asked' }>;

const stopped = { publishDueAt: null, clockLeftMs: null, reportedAt: null };

function withText(before: ReviewState | null, event: Text): ReviewState {
  return {
    seq: (before?.seq ?? 0) + 1,
    status: event.status,
    rating: event.rating,
    textVersion: event.type === 'modified' ? event.textVersion : 1,
    submittedAt: event.type === 'submitted' ? new Date(event.submittedAt) : event.at,
    // Counted from the moment we hold the text: an import of old reviews still leaves seven days to handle it.
    publishDueAt: new Date(event.at.getTime() + publicationClockMs),
    clockLeftMs: null,
    reportedAt: null,
    publishedAt: null,
    refusedAt: null,
    withdrawnAt: null,
    report: null,
    appeal: null,
    replyCount: before?.replyCount ?? 0,
    exchangesHidden: before?.exchangesHidden ?? false,
  };
}

function withReport(state: ReviewState, event: Report): Partial<ReviewState> {
  if (event.type === 'update_asked') {
    return { report: { id: event.reportId, reason: 'dispute_handled', state: 'author_asked', at: event.at } };
  }
  const left = state.publishDueAt ? Math.max(0, state.publishDueAt.getTime() - event.at.getTime()) : null;
  return {
    status: 'in_moderation',
    reportedAt: event.at,
    publishDueAt: null,
    clockLeftMs: left,
    report: { id: event.reportId, reason: event.reason, state: 'open', at: event.at },
  };
}

/** An answer returns a published review to moderation with a new clock; a running clock keeps running. */
function withAnswer(state: ReviewState, at: Date): Partial<ReviewState> {
  if (state.status === 'published') {
    return { status: 'in_moderation', publishDueAt: new Date(at.getTime() + publicationClockMs) };
  }
  return state.status === 'pending' ? { status: 'in_moderation' } : {};
}

function changes(state: ReviewState, event: RecordedEvent): Partial<ReviewState> {
  switch (event.type) {
    case 'published':
      // The first publication date stays: a rejected report must not bring an old review to the top again.
      return { ...stopped, status: 'published', publishedAt: state.publishedAt ?? event.at };
    case 'replied':
      return { replyCount: state.replyCount + 1 };
    case 'answered':
      return withAnswer(state, event.at);
    case 'reported':
    case 'update_asked':
      return withReport(state, event);
    case 'report_accepted':
    case 'report_rejected':
    case 'update_declined':
      return { report: null };
    case 'appealed':
      return { appeal: { id: event.appealId, state: 'open', at: event.at } };
    case 'appeal_accepted':
    case 'appeal_rejected':
      return { appeal: state.appeal && { ...state.appeal, state: 'decided' } };
    case 'refused':
      return { ...stopped, status: 'refused', refusedAt: event.at, report: null, appeal: null };
    case 'withdrawn':
      return { ...stopped, status: 'withdrawn', withdrawnAt: event.at, report: null, appeal: null };
    case 'exchanges_hidden':
      return { exchangesHidden: true };
    case 'exchanges_shown':
      return { exchangesHidden: false };
    default:
      return {};
  }
}

/** The state after one more event. */
export function evolve(state: ReviewState | null, event: RecordedEvent): ReviewState {
  if (event.type === 'submitted' || event.type === 'modified') return withText(state, event);
  if (!state) throw new Error(`A review cannot begin with ${event.type}`);
  return { ...state, ...changes(state, event), seq: state.seq + 1 };
}

/** The state after all events, oldest first. */
export function fold(events: readonly RecordedEvent[]): ReviewState {
  const state = events.reduce<ReviewState | null>(evolve, null);
  if (!state) throw new Error('A review has at least the event of its submission');
  return state;
}
