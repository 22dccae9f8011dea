import { z } from 'zod';
import { address, anything, id, nullableId, nullableText, text, time } from './common';

export const user = z.strictObject({
  id,
  url: address,
  name: text,
  email: nullableText,
  created_at: time,
  updated_at: time,
  time_zone: text,
  iana_time_zone: text,
  phone: nullableText,
  shared_phone_number: z.boolean().nullable(),
  photo: z.looseObject({}).nullable(),
  locale_id: z.int(),
  locale: text,
  organization_id: nullableId,
  role: z.enum(['end-user', 'agent', 'admin']),
  verified: z.boolean(),
  external_id: nullableText,
  tags: z.array(text),
  alias: nullableText,
  active: z.boolean(),
  shared: z.boolean(),
  shared_agent: z.boolean(),
  last_login_at: time.nullable(),
  two_factor_auth_enabled: z.boolean().nullable(),
  signature: nullableText,
  details: nullableText,
  notes: nullableText,
  role_type: z.int().nullable(),
  custom_role_id: nullableId,
  moderator: z.boolean(),
  ticket_restriction: nullableText,
  only_private_comments: z.boolean(),
  restricted_agent: z.boolean(),
  suspended: z.boolean(),
  default_group_id: nullableId,
  report_csv: z.boolean(),
  user_fields: z.record(text, anything),
});

/** Whoever gave no credentials is a user too; the rest of that body is unconfirmed. */
export const caller = z.union([
  user.extend({ authenticity_token: text }),
  z.looseObject({ id: z.null(), name: z.literal('Anonymous user') }),
]);

export const membership = z.strictObject({
  id,
  user_id: id,
  group_id: id,
  default: z.boolean(),
  created_at: time,
  updated_at: time,
});

/** Real accounts answer many more sections; these are the ones in the facts. The two access flags are text. */
export const settings = z.strictObject({
  branding: z.looseObject({}),
  api: z.strictObject({
    accepted_api_agreement: z.boolean(),
    api_password_access: z.enum(['true', 'false']),
    api_token_access: z.enum(['true', 'false']),
  }),
  apps: z.strictObject({ create_private: z.boolean(), create_public: z.boolean(), use: z.boolean() }),
  limits: z.strictObject({ attachment_size: z.int() }),
  localization: z.strictObject({ locale_ids: z.array(z.int()) }),
  agents: z.strictObject({ agent_workspace: z.boolean() }),
  tickets: z.strictObject({
    agent_ticket_deletion: z.boolean(),
    private_attachments: z.boolean(),
    is_first_comment_private_enabled: z.boolean(),
    comments_public_by_default: z.boolean(),
  }),
});

/** Groups, brands and forms, of which little is read. */
export const named = z.looseObject({ url: address, id, name: text, created_at: time, updated_at: time });

const option = z.strictObject({ id, name: text, raw_name: text, value: text, default: z.boolean() });

export const ticketField = z.strictObject({
  url: address,
  id,
  type: text,
  title: text,
  raw_title: text,
  description: text,
  raw_description: text,
  position: z.int(),
  active: z.boolean(),
  required: z.boolean(),
  collapsed_for_agents: z.boolean(),
  regexp_for_validation: nullableText,
  title_in_portal: text,
  raw_title_in_portal: text,
  visible_in_portal: z.boolean(),
  editable_in_portal: z.boolean(),
  required_in_portal: z.boolean(),
  tag: nullableText,
  created_at: time,
  updated_at: time,
  removable: z.boolean(),
  key: nullableText,
  agent_description: nullableText,
  custom_field_options: z.array(option).optional(),
});
