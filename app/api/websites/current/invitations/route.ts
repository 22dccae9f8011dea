/** PUT: the invitations page of the current website. */
import { audit, callerOf } from '@/lib/platform/audit';
import { invitationSettingsSchema } from '@/lib/orders/schema';
import { saveInvitationSettings } from '@/lib/orders/settings';
import { transaction } from '@/lib/platform/db/client';
import { route } from '@/lib/platform/http/route';

export const PUT = route({
  auth: 'session',
  permission: 'settings:manage',
  body: invitationSettingsSchema,
  handler: ({ session, requestId, body }) => {
    const caller = callerOf(session, requestId);
    return transaction(async (tx) => {
      const saved = await saveInvitationSettings(tx, caller.websiteId, body);
      await audit(tx, caller, 'invitations.saved', saved);
      return saved;
    });
  },
});
