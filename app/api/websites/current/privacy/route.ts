/** PUT: the setting of the personal data page. */
import { audit, callerOf } from '@/lib/platform/audit';
import { savePrivacySettings } from '@/lib/erasure/privacyPage';
import { privacySettingsSchema } from '@/lib/erasure/schema';
import { transaction } from '@/lib/platform/db/client';
import { route } from '@/lib/platform/http/route';

export const PUT = route({
  auth: 'session',
  permission: 'settings:manage',
  body: privacySettingsSchema,
  handler: ({ session, requestId, body }) => {
    const caller = callerOf(session, requestId);
    return transaction(async (tx) => {
      const saved = await savePrivacySettings(tx, caller.websiteId, body);
      await audit(tx, caller, 'privacy.saved', saved);
      return saved;
    });
  },
});
