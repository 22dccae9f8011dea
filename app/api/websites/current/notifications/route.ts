/** PUT: the notifications page of the current website. */
import { audit, callerOf } from '@/lib/platform/audit';
import { now } from '@/lib/platform/clock';
import { transaction } from '@/lib/platform/db/client';
import { route } from '@/lib/platform/http/route';
import { saveNotificationSettings } from '@/lib/websites/notifications';
import { notificationSettingsSchema } from '@/lib/websites/schema';

export const PUT = route({
  auth: 'session',
  permission: 'settings:manage',
  body: notificationSettingsSchema,
  handler: ({ session, requestId, body }) => {
    const caller = callerOf(session, requestId);
    return transaction(async (tx) => {
      const saved = await saveNotificationSettings(tx, caller.websiteId, body, now());
      await audit(tx, caller, 'notifications.saved', { ...saved, addresses: body.addresses.length });
      return saved;
    });
  },
});
