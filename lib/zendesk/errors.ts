/**
 * What a call to Zendesk can end in. Everything that can go wrong on the way becomes one `ZendeskError`, so that callers decide
 * by `kind` and `outcome` and never by status codes or wording. Carries no header and no request body: it is safe to log whole.
 */

export type ZendeskErrorKind =
  /** The credentials are wrong, ended or switched off. */
  | 'unauthorized'
  /** The credentials work, the user or the token's scope may not do this. */
  | 'forbidden'
  /** The record does not exist (any more). */
  | 'not_found'
  /** No help desk answers at this subdomain. */
  | 'account_not_found'
  /** Somebody else changed it at the same time: read again, then retry. */
  | 'conflict'
  /** Understood and refused; the same body will be refused again. */
  | 'validation'
  /** The Idempotency-Key was used with another body. */
  | 'idempotency_mismatch'
  | 'rate_limited'
  /** 5xx, or a page of HTML where the API would have answered: it stands before the account, and says nothing of the call. */
  | 'unavailable'
  | 'timeout'
  | 'connection'
  /** The answer points elsewhere; it is never followed. */
  | 'redirected'
  /** A success that is not what the contract says: HTML, cut JSON, missing keys, too large. */
  | 'malformed';

/** `refused`: Zendesk has certainly not done it. `unknown`: it may have, so look before doing it again. */
export type ZendeskOutcome = 'refused' | 'unknown';

export type AnswerFormat = 'json' | 'html' | 'text' | 'empty';

export type ZendeskProblem = {
  /** Zendesk's words, in the language of the user the call was made as. */
  description: string;
  error?: string;
  /** The ticket field it is about, where the answer names one: `FieldText`, `FieldTagger`, `FieldGroup`… */
  fieldId?: string;
  fieldType?: string;
};

/** Field name → what is wrong with it. */
export type ZendeskErrorDetails = Record<string, ZendeskProblem[]>;

export type ZendeskErrorOptions = {
  kind: ZendeskErrorKind;
  outcome: ZendeskOutcome;
  /** HTTP status; absent when no answer came. */
  status?: number;
  /** Zendesk's own name of the error (`RecordInvalid`, `invalid_token`…) or the system's (`ECONNRESET`). */
  code?: string;
  /** Zendesk's own words, one line. */
  words?: string;
  details?: ZendeskErrorDetails;
  retryAfterMs?: number;
  /** Zendesk's `x-request-id`. */
  requestId?: string;
  format?: AnswerFormat;
  /** Method and path, without the query: queries can hold personal data. */
  call?: string;
};

export class ZendeskError extends Error {
  readonly kind: ZendeskErrorKind;
  readonly outcome: ZendeskOutcome;
  readonly status?: number;
  readonly code?: string;
  readonly words: string;
  readonly details?: ZendeskErrorDetails;
  readonly retryAfterMs?: number;
  readonly requestId?: string;
  readonly format?: AnswerFormat;
  readonly call?: string;

  constructor(options: ZendeskErrorOptions) {
    const words = options.words ?? options.code ?? options.kind.replaceAll('_', ' ');
    super([options.call, options.status, options.kind, words].filter(Boolean).join(' · '));
    this.name = 'ZendeskError';
    this.words = words;
    this.kind = options.kind;
    this.outcome = options.outcome;
    this.status = options.status;
    this.code = options.code;
    this.details = options.details;
    this.retryAfterMs = options.retryAfterMs;
    this.requestId = options.requestId;
    this.format = options.format;
    this.call = options.call;
  }

  /** The same error with other facts, for callers that know more than the place it was thrown at. */
  with(changes: Partial<ZendeskErrorOptions>): ZendeskError {
    return new ZendeskError(Object.assign({}, this as ZendeskErrorOptions, changes));
  }
}

export function isZendeskError(error: unknown): error is ZendeskError {
  return error instanceof ZendeskError;
}
