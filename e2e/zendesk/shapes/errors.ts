import { z } from 'zod';
import { text } from './common';

const problem = z.strictObject({
  description: text,
  error: text.nullish(),
  ticket_field_id: z.int().optional(),
  ticket_field_type: text.optional(),
});

/** The envelopes of JSON refusals: there are several, and none of them is the rule. */
export const refusal = z.union([
  z.strictObject({
    error: z.literal('RecordInvalid'),
    description: text,
    details: z.record(text, z.array(problem)),
  }),
  z.strictObject({
    error: text.regex(/^(?!RecordInvalid)/),
    description: text,
    max_count: z.int().optional(),
  }),
  z.strictObject({ error: text, error_description: text }),
  z.strictObject({ error: text, message: text }),
  z.strictObject({ error: z.literal("Couldn't authenticate you") }),
  z.strictObject({ error: z.strictObject({ title: text, message: text }) }),
  z.strictObject({ errors: z.array(z.looseObject({ code: text, title: text })) }),
]);
