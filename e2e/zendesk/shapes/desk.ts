import { z } from 'zod';
import { address, anything, id, nullableText, text, time } from './common';

const condition = z.strictObject({ field: text, operator: text, value: anything });
const conditions = z.strictObject({ all: z.array(condition), any: z.array(condition) });
const order = z.enum(['asc', 'desc']);
const fieldId = z.union([text, id]);
const sorting = z.strictObject({ id: fieldId, order }).nullable();

const dated = {
  url: address,
  id,
  title: text,
  description: nullableText,
  created_at: time,
  updated_at: time,
};
const shared = {
  ...dated,
  raw_title: text,
  active: z.boolean(),
  default: z.boolean(),
  position: z.int(),
  restriction: z.null(),
};

/** Columns are asked for as `output` and come back as `execution`, ids of fields as numbers. */
export const view = z.strictObject({
  ...shared,
  conditions,
  execution: z.strictObject({
    group_by: nullableText,
    group_order: order,
    sort_by: nullableText,
    sort_order: order,
    group: sorting,
    sort: sorting,
    columns: z.array(z.strictObject({ id: fieldId, title: text })),
    fields: z.array(anything),
    custom_fields: z.array(z.looseObject({ id })),
  }),
});

export const macro = z.strictObject({
  ...shared,
  actions: z.array(z.strictObject({ field: text, value: anything })).min(1),
});

/** The time is told in minutes and in seconds. Which switches of a metric exist is not confirmed. */
export const slaPolicy = z.strictObject({
  ...dated,
  position: z.int(),
  filter: conditions,
  policy_metrics: z.array(
    z
      .strictObject({
        priority: z.enum(['low', 'normal', 'high', 'urgent']),
        metric: text,
        target: z.int().positive(),
        target_in_seconds: z.int().positive(),
        business_hours: z.boolean(),
      })
      .refine(({ target, target_in_seconds: seconds }) => seconds === target * 60),
  ),
  metric_settings: z.record(text, z.record(text, z.boolean())),
});
