import { z } from 'zod';
import { address, anything, id, nullableText, text, time } from './common';

const condition = z.strictObject({ field: text, operator: text, value: anything });
const rule = {
  url: address,
  id,
  title: text,
  raw_title: text,
  active: z.boolean(),
  default: z.boolean(),
  position: z.int(),
  conditions: z.strictObject({ all: z.array(condition), any: z.array(condition) }),
  actions: z.array(z.strictObject({ field: text, value: anything })),
  created_at: time,
  updated_at: time,
};

export const automation = z.strictObject(rule);
export const trigger = z.strictObject({ ...rule, description: nullableText, category_id: text });

export const triggerCategory = z.strictObject({
  id: text.regex(/^\d+$/),
  name: text,
  position: z.int(),
  created_at: time,
  updated_at: time,
});

export const definitions = z.strictObject({
  conditions_all: z.array(z.looseObject({ subject: text, operators: z.array(anything) })),
  conditions_any: z.array(z.looseObject({ subject: text, operators: z.array(anything) })),
  actions: z.array(z.looseObject({ subject: text })),
});

/** Each kind has keys of its own; a password is never told. */
export const target = z
  .looseObject({ url: address, id, type: text, title: text, active: z.boolean(), created_at: time })
  .refine((shown) => (shown.password ?? null) === null);

/** Nanoseconds when just created, seconds ever after; secrets are never shown. */
const webhookOf = (createdAt: z.ZodType) =>
  z.strictObject({
    id: text,
    name: text,
    description: text.optional(),
    status: z.enum(['active', 'inactive']),
    subscriptions: z.array(text),
    created_at: createdAt,
    created_by: text,
    endpoint: address,
    http_method: text,
    request_format: text,
    custom_headers: z.record(text, text).optional(),
    authentication: z
      .strictObject({
        type: text,
        add_position: text,
        data: z.strictObject({ username: text.optional() }).optional(),
      })
      .optional(),
    updated_at: time.optional(),
    updated_by: text.optional(),
  });

export const webhook = webhookOf(time);
export const newWebhook = webhookOf(text.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z$/));

export const signingSecret = z.strictObject({
  secret: text.regex(/^[A-Za-z\d+/]{43}=$/),
  algorithm: z.literal('SHA256'),
});

export const invocation = z.strictObject({
  id: text,
  status_code: z.int().optional(),
  status: text,
  latest_completed_at: nullableText,
});

const side = z.strictObject({
  headers: z.array(z.strictObject({ key: text, value: text })),
  payload: text,
});

export const attempt = z.strictObject({
  id: text,
  invocation_id: text,
  status_code: z.int(),
  status: text,
  request: side.optional(),
  response: side.optional(),
  completed_at: time,
});

export const testCall = z.strictObject({ ...side.shape, status_code: z.int().optional() });
