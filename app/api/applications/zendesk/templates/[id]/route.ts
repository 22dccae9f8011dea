/** The templates page changes or removes one of the website's texts. */
import { callerOf } from '@/lib/platform/audit';
import { route } from '@/lib/platform/http/route';
import { changedTemplateSchema, templateIdParams } from '@/lib/sidebar/templates';
import { changeTemplate, removeTemplate } from '@/lib/sidebar/templateStore';

export const PUT = route({
  auth: 'session',
  permission: 'settings:manage',
  params: templateIdParams,
  body: changedTemplateSchema,
  handler: ({ session, requestId, params, body }) =>
    changeTemplate(callerOf(session, requestId), params.id, body),
});

export const DELETE = route({
  auth: 'session',
  permission: 'settings:manage',
  params: templateIdParams,
  handler: ({ session, requestId, params }) => removeTemplate(callerOf(session, requestId), params.id),
});
