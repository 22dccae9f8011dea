/** The parts of answers that tests read on the way; what they prove, they compare. */
export interface AnswerBody {
  user: { id: number; email: string; role: string };
  users: { email: string }[];
  automation: { id: number };
  automations: unknown[];
  target: { id: number };
  targets: unknown[];
  deleted_tickets: unknown[];
  group_memberships: unknown[];
  results: { id: number }[];
  end_time: number;
  settings: { api: Record<string, string> };
  /** Text in one envelope, an object with a title in another. */
  error: string & { title: string };
  errors: [{ code: string }];
  tags: string[];
  details: Record<string, { description: string }[]> & {
    requester: [{ description: string }];
    status: [{ description: string }];
  };
  ticket: TicketBody;
  tickets: TicketBody[];
  audit: { events: [AuditEventBody, ...AuditEventBody[]] };
  comments: CommentBody[];
  comment: CommentBody;
  count: number;
  meta: { has_more: boolean; after_cursor: string };
  links: { next: string };
  end_of_stream: boolean;
  after_cursor: string;
  ticket_field: { id: number; title: string; position: number };
  trigger: { id: number; conditions: unknown };
  triggers: { id: number }[];
  trigger_category: { id: string };
  definitions: { conditions_all: { subject: string }[] };
  webhook: { id: string; name: string; created_at: string };
  signing_secret: { secret: string };
  response: unknown;
  invocations: [{ id: string }];
  attempts: { status_code: number; response: { payload: string } }[];
  job_status: JobBody;
  id: number;
  job_id: string;
  pending_job_id: string;
  status: string;
  message: string;
  app_id: number;
  apps: unknown[];
  installations: unknown[];
  requirements: unknown[];
  access_token: string;
  refresh_token: string;
  expires_in: number;
}

interface CommentBody {
  id: number;
  body: string;
  plain_body: string;
  html_body: string;
  public: boolean;
  attachments: { id: number; content_url: string; inline: boolean }[];
  via: unknown;
}

export interface TicketBody {
  id: number;
  requester_id: number;
  group_id: number;
  status: string;
  external_id: string | null;
  description: string;
  updated_at: string;
  is_public: boolean;
  tags: string[];
  custom_fields: unknown;
  followup_ids: number[];
  via: { channel: string; source: unknown };
}

interface AuditEventBody {
  type: string;
  html_body: string;
  via: { source: { from: { title: string } } };
}

export interface JobBody {
  id: string;
  status: string;
  results: Record<string, unknown>[];
}
