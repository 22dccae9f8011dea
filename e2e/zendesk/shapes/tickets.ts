import { z } from 'zod';
import { address, anything, id, nullableId, nullableText, text, time, via } from './common';

const fieldValue = z.strictObject({
  id,
  value: z.union([text, z.number(), z.boolean(), z.array(text)]).nullish(),
});

export const ticket = z.strictObject({
  url: address,
  id,
  external_id: nullableText,
  via,
  created_at: time,
  updated_at: time,
  type: z.enum(['problem', 'incident', 'question', 'task']).nullable(),
  subject: nullableText,
  raw_subject: nullableText,
  description: text,
  priority: z.enum(['urgent', 'high', 'normal', 'low']).nullable(),
  status: z.enum(['new', 'open', 'pending', 'hold', 'solved', 'closed', 'deleted']),
  recipient: nullableText,
  requester_id: id,
  submitter_id: id,
  assignee_id: nullableId,
  organization_id: nullableId,
  group_id: nullableId,
  collaborator_ids: z.array(id),
  follower_ids: z.array(id),
  email_cc_ids: z.array(id),
  forum_topic_id: nullableId,
  problem_id: nullableId,
  has_incidents: z.boolean(),
  is_public: z.boolean(),
  due_at: nullableText,
  tags: z.array(text.regex(/^[^\s,]+$/)),
  custom_fields: z.array(fieldValue),
  satisfaction_rating: z.looseObject({ score: text }),
  sharing_agreement_ids: z.array(id),
  custom_status_id: nullableId,
  fields: z.array(fieldValue),
  followup_ids: z.array(id),
  ticket_form_id: nullableId,
  brand_id: nullableId,
  allow_channelback: z.boolean(),
  allow_attachments: z.boolean(),
  from_messaging_channel: z.boolean(),
});

export const exportedTicket = ticket.extend({ generated_timestamp: z.int().positive() });

export const attachment = z.strictObject({
  url: address,
  id,
  file_name: text,
  content_url: address,
  mapped_content_url: address,
  content_type: text,
  size: z.int().min(0),
  inline: z.boolean(),
  deleted: z.boolean(),
  malware_access_override: z.boolean(),
  malware_scan_result: text,
  thumbnails: z.array(anything),
});

/** HTML without its tags: no `<` of its own, and every `&` begins an entity. */
const plainBody = text.regex(/^(?:[^<&]|&(?:\w+|#\d+);)*$/);

const bodies = {
  body: text.nullable(),
  html_body: text.regex(/^<div class="zd-comment" dir="auto">[\s\S]*<\/div>$/).nullable(),
  plain_body: plainBody.nullable(),
};

const commentOf = (type: z.ZodType, more: z.ZodRawShape) =>
  z.strictObject({
    id,
    type,
    author_id: id,
    ...bodies,
    public: z.boolean(),
    attachments: z.array(attachment),
    audit_id: id,
    via,
    created_at: time,
    metadata: z.record(text, anything),
    ...more,
  });

/** Calls carry their data; of kinds nobody knows, nothing is known but what all have. */
export const comment = z.union([
  commentOf(z.literal('Comment'), {}),
  commentOf(z.literal('VoiceComment'), { data: z.record(text, anything) }),
  commentOf(text.regex(/^(?!(?:Voice)?Comment$)/), bodiesOfAnyKind()),
]);

function bodiesOfAnyKind() {
  return { html_body: nullableText, plain_body: nullableText };
}

const event = z.union([
  z.strictObject({
    id,
    type: z.literal('Comment'),
    author_id: id,
    ...bodies,
    public: z.boolean(),
    attachments: z.array(anything),
    audit_id: id,
  }),
  z.strictObject({ id, type: z.literal('Create'), value: anything, field_name: text }),
  z.strictObject({
    id,
    type: z.literal('Change'),
    value: anything,
    previous_value: anything,
    field_name: text,
    via: via.optional(),
  }),
  z.looseObject({ id, type: text.regex(/^(?!(?:Comment|Create|Change)$)/) }),
]);

export const audit = z.strictObject({
  id,
  ticket_id: id,
  created_at: time,
  author_id: id,
  metadata: z.strictObject({ system: z.record(text, anything), custom: z.record(text, anything) }),
  events: z.array(event),
  via,
});

export const deletedTicket = z.strictObject({
  id,
  subject: nullableText,
  description: text,
  actor: z.strictObject({ id: z.int(), name: text }),
  deleted_at: time,
  previous_state: text,
});

const result = z.union([
  z.strictObject({ index: z.int().min(0), id, account_id: id }),
  z.strictObject({ index: z.int().min(0), error: text, details: text }),
  z.strictObject({ action: text, status: text, success: z.literal(true), id }),
  z.strictObject({
    index: z.int().min(0),
    action: text,
    success: z.literal(false),
    status: text,
    id,
    error: text,
    details: text,
  }),
]);

export const job = z.strictObject({
  id: text.regex(/^V3-[\da-f]+$/),
  url: address,
  total: z.int().nullable(),
  progress: z.int().nullable(),
  status: z.enum(['queued', 'working', 'completed', 'failed', 'killed']),
  message: nullableText,
  results: z.array(result).nullish(),
});
