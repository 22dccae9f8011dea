import { setupPump } from '@/lib/connection/setupPump';
import { healthPump } from '@/lib/health/pump';
import { invitationPump } from '@/lib/orders/invitationPump';
import { retentionPump } from '@/lib/erasure/retention';
import { erasurePump } from '@/lib/erasure/ticketPump';
import { digestPump } from '@/lib/mail/digests';
import { mailPump } from '@/lib/mail/pump';
import type { Pump } from '@/lib/platform/jobs/pump';
import { reviewClockPump } from '@/lib/reviews/clock';
import { pendingReplyPump } from '@/lib/reviews/pendingReplies';
import { countPump } from '@/lib/sync/counting/pump';
import { feedPump } from '@/lib/sync/watch/feed';
import { syncPump } from '@/lib/sync/engine/pumps';

/** Everything the worker does. Each may run in any number of workers at once. */
export const pumps: Pump[] = [
  syncPump,
  feedPump,
  countPump,
  healthPump,
  mailPump,
  reviewClockPump,
  pendingReplyPump,
  invitationPump,
  digestPump,
  erasurePump,
  retentionPump,
  setupPump,
];
