/** The health page imports rows of the former integration's table, so that its field and trigger are used again. */
import { callerOf } from '@/lib/platform/audit';
import { importLegacyRows } from '@/lib/health/legacy';
import { legacyImport } from '@/lib/health/schema';
import { route } from '@/lib/platform/http/route';

export const POST = route({
  auth: 'session',
  permission: 'connection:manage',
  limit: { name: 'zendesk-legacy', points: 20, seconds: 60 },
  body: legacyImport,
  maxBytes: 2_097_152,
  handler: async ({ session, requestId, body }) => importLegacyRows(callerOf(session, requestId), body.csv),
});
