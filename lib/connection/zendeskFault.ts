/** Zendesk's fault as an error of ours: its words, and its request id for Zendesk's support. */
import { AppError } from '@/lib/platform/errors';
import { isZendeskError } from '@/lib/zendesk/errors';

/** @returns `zendesk_refused` or `zendesk_unreachable`; anything that is no fault of Zendesk's unchanged. */
export function toAppError(error: unknown): unknown {
  if (!isZendeskError(error)) return error;
  const isAnswer = error.status !== undefined || error.kind === 'unauthorized';
  const isRefusal = error.outcome === 'refused' && isAnswer;
  const params = { words: error.words, ...(error.requestId ? { zendeskRequestId: error.requestId } : {}) };
  return new AppError(isRefusal ? 'zendesk_refused' : 'zendesk_unreachable', {
    detail: error.words,
    params,
    cause: error,
  });
}
