/** Every error answer is RFC 9457 `application/problem+json` with our `code`, the request id and, for input, `errors[]`. */
import { type z } from 'zod';
import { AppError, type FieldError } from '@/lib/platform/errors';

export type Problem = {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  requestId: string;
  params: Record<string, string | number>;
  errors: FieldError[];
};

/** What the caller may know of any thrown thing: an AppError as it is, everything else only as `internal`. */
export function toProblem(error: unknown, requestId: string): Problem {
  const known =
    error instanceof AppError ? error : new AppError('internal', { detail: 'Something failed on our side.' });
  return {
    type: `urn:problem:${known.code}`,
    title: known.code.replaceAll('_', ' '),
    status: known.status,
    code: known.code,
    detail: known.message,
    requestId,
    params: known.params,
    errors: known.fields,
  };
}

export function problemResponse(error: unknown, requestId: string): Response {
  const problem = toProblem(error, requestId);
  const headers = error instanceof AppError ? error.headers : {};
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: {
      ...headers,
      'content-type': 'application/problem+json',
      'x-request-id': requestId,
      'cache-control': 'no-store',
    },
  });
}

/** Keys come from the caller, and answers to repeated requests are kept in the database. */
const toStorable = (path: string) => path.replace(/[\0\p{Surrogate}]/gu, '\ufffd');

/** One entry per broken rule, with the path in dots: `products.0.ref`. Unknown keys are named one by one. */
export function toFieldErrors(error: z.ZodError): FieldError[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.map(String);
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        path: toStorable([...path, key].join('.')),
        code: 'unknown_field',
        message: 'Unknown field.',
      }));
    }
    const params = issue.code === 'custom' ? (issue.params as { code?: string } | undefined) : undefined;
    return [{ path: toStorable(path.join('.')), code: params?.code ?? issue.code, message: issue.message }];
  });
}

/** @throws AppError `invalid_input` with one field error per broken rule. */
export function parseInput<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new AppError('invalid_input', {
    detail: 'The request is not as described.',
    fields: toFieldErrors(result.error),
  });
}
