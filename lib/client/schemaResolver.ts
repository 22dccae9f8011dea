import { toNestErrors } from '@hookform/resolvers';
import type { FieldValues, Resolver } from 'react-hook-form';
import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/**
 * Validates a form by the request's schema. Unlike the stock resolver it takes nothing from a schema's own messages: those are
 * English and meant for callers of the API, so every issue is put into words by `toText`. The first issue of a field counts.
 */
export function schemaResolver<V extends FieldValues, O>(
  schema: z.ZodType<O, V>,
  toText: (issue: Issue) => string,
): Resolver<V, unknown, O> {
  return async (values, _context, options) => {
    const result = await schema.safeParseAsync(values, { reportInput: true });
    if (result.success) return { values: result.data, errors: {} };
    const errors: Record<string, { type: string; message: string }> = {};
    for (const issue of result.error.issues) {
      errors[issue.path.join('.')] ??= { type: issue.code, message: toText(issue) };
    }
    return { values: {}, errors: toNestErrors<V>(errors, options) };
  };
}
