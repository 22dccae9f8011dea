import { z } from 'zod';

/** Shapes of Zendesk's answers as recorded: every key named, none besides. */

export const id = z.int().positive();
export const nullableId = id.nullable();
/** Seconds, UTC. */
export const time = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
export const address = z.url();
export const text = z.string();
export const nullableText = z.string().nullable();
/** May be absent: what says nothing is not promised. */
export const anything = z.unknown().optional();

/** For some channels only there is a source. */
export const via = z.strictObject({
  channel: text.optional(),
  source: z
    .strictObject({
      from: z.record(text, anything),
      to: z.record(text, anything),
      rel: nullableText,
    })
    .optional(),
});

const cursor = {
  meta: z.strictObject({
    has_more: z.boolean(),
    after_cursor: nullableText,
    before_cursor: nullableText,
  }),
  links: z.strictObject({ prev: address.nullable(), next: address.nullable() }),
};
const offset = { count: z.int().min(0), next_page: address.nullable(), previous_page: address.nullable() };

/** A list by cursor alone. */
export const cursorList = (shape: z.ZodRawShape) => z.strictObject({ ...shape, ...cursor });

/** A list by pages, or by cursor where one was asked for. */
export const list = (shape: z.ZodRawShape) =>
  z.union([z.strictObject({ ...shape, ...offset }), cursorList(shape)]);
