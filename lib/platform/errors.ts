/**
 * The one table of error codes: everything else (HTTP status, screen text `errors.<code>`, OpenAPI) derives from it.
 * `detail` is English, for API clients and logs; people read the translated text.
 */
export const errorStatuses = {
  malformed: 400,
  invalid_input: 422,
  unauthorized: 401,
  invalid_credentials: 401,
  session_ended: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  version_conflict: 409,
  already_exists: 409,
  too_large: 413,
  unsupported_media_type: 415,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
  // Reviews: a rule of the lifecycle is broken.
  not_in_moderation: 409,
  held_by_queue: 409,
  already_reported: 409,
  reply_required: 409,
  report_window_closed: 409,
  reason_not_applicable: 409,
  proof_required: 409,
  reply_limit_reached: 409,
  reply_already_sent: 409,
  review_withdrawn: 409,
  report_not_open: 409,
  modify_window_closed: 409,
  not_refused: 409,
  appeal_window_closed: 409,
  already_appealed: 409,
  appeal_not_open: 409,
  other_moderator_required: 409,
  forbidden_transition: 409,
  idempotency_mismatch: 409,
  // The author's form.
  link_invalid: 404,
  link_expired: 410,
  link_used: 409,
  // Zendesk.
  subdomain_invalid: 422,
  connection_missing: 409,
  connection_check_failed: 422,
  zendesk_refused: 502,
  zendesk_unreachable: 502,
  credential_required: 422,
  consent_required: 409,
  app_plan: 409,
  method_not_offered: 409,
} as const;

export type ErrorCode = keyof typeof errorStatuses;
export type FieldError = { path: string; code: string; message: string };

export type AppErrorOptions = {
  detail?: string;
  params?: Record<string, string | number>;
  fields?: FieldError[];
  headers?: Record<string, string>;
  cause?: unknown;
};

/** An error somebody can act on. Thrown inside, caught at the edges: route wrapper, worker, error boundary. */
export class AppError extends Error {
  readonly status: number;
  readonly params: Record<string, string | number>;
  readonly fields: FieldError[];
  readonly headers: Record<string, string>;

  constructor(
    readonly code: ErrorCode,
    options: AppErrorOptions = {},
  ) {
    super(options.detail ?? code.replaceAll('_', ' '), { cause: options.cause });
    this.name = 'AppError';
    this.status = errorStatuses[code];
    this.params = options.params ?? {};
    this.fields = options.fields ?? [];
    this.headers = options.headers ?? {};
  }
}
