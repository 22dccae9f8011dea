import type { Tx } from '@/lib/platform/db/client';
import type { Prisma } from '@/lib/platform/db/generated/client';
import { AppError } from '@/lib/platform/errors';

/** Who changes which website's applications, and in which request. */
export type Caller = {
  websiteId: string;
  merchantId: string;
  /** Null for somebody who acts from Zendesk (an agent there, no user here) and for what the product does by itself. */
  userId: string | null;
  name: string;
  requestId: string | null;
};

/** The part of a session that is needed here; its module imports Next, which the worker must not load. */
type Session = { userId: string; name: string; current: { id: string; merchantId: string } | null };

/** @throws AppError `not_found` for a person who has no website. */
export function callerOf(session: Session, requestId: string): Caller {
  const website = session.current;
  if (!website) throw new AppError('not_found', { detail: 'There is no current website.' });
  return {
    websiteId: website.id,
    merchantId: website.merchantId,
    userId: session.userId,
    name: session.name,
    requestId,
  };
}

export type AuditAction =
  | 'zendesk.connection_saved'
  | 'zendesk.objects_ensured'
  | 'zendesk.spare_granted'
  | 'zendesk.moved'
  | 'zendesk.ticket_settings_saved'
  | 'zendesk.settings_copied'
  | 'zendesk.app_installed'
  | 'zendesk.desk_made'
  | 'zendesk.desk_removed'
  | 'zendesk.disconnected'
  | 'zendesk.repaired'
  | 'zendesk.ticket_repaired'
  | 'zendesk.legacy_imported'
  | 'zendesk.legacy_taken_over'
  | 'zendesk.legacy_left'
  | 'zendesk.backfill_started'
  | 'zendesk.backfill_changed'
  | 'zendesk.share_saved'
  | 'zendesk.activity_retried'
  | 'zendesk.count_asked'
  | 'zendesk.count_repaired'
  | 'zendesk.chat_saved'
  | 'moderation.rules_saved'
  | 'invitations.saved'
  | 'notifications.saved'
  | 'privacy.saved'
  | 'templates.saved'
  | 'templates.removed';

/** Writes who did what in the change's own transaction. `data` holds names and ids, never a secret. */
export async function audit(
  tx: Tx,
  caller: Caller,
  action: AuditAction,
  data: Prisma.InputJsonObject,
): Promise<void> {
  const { websiteId, merchantId, userId, name: actorName, requestId } = caller;
  await tx.auditLog.create({ data: { websiteId, merchantId, userId, actorName, requestId, action, data } });
}
