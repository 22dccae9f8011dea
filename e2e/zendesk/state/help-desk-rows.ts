/** What the help desk holds: tickets and their history, the objects around them, and what leaves the account. */

export type TicketStatus = 'new' | 'open' | 'pending' | 'hold' | 'solved' | 'closed';
export type FieldValue = string | number | boolean | string[] | null;

export interface TicketRow {
  id: number;
  externalId: string | null;
  subject: string | null;
  description: string;
  type: string | null;
  priority: string | null;
  status: TicketStatus;
  requesterId: number;
  submitterId: number;
  assigneeId: number | null;
  groupId: number | null;
  brandId: number | null;
  ticketFormId: number | null;
  organizationId: number | null;
  emailCcIds: number[];
  isPublic: boolean;
  dueAt: string | null;
  tags: string[];
  /** Value by field id. */
  customFields: Record<string, FieldValue>;
  viaChannel: string;
  followupSourceId: number | null;
  followupIds: number[];
  createdAt: string;
  updatedAt: string;
  /** Seconds since 1970; moves with every change, so incremental exports see it. */
  generatedTimestamp: number;
  isDeleted: boolean;
}

export interface RuleSource {
  id: number;
  title: string;
}

export interface AuditEvent {
  id: number;
  type: string;
  [key: string]: unknown;
}

export interface AuditRow {
  id: number;
  ticketId: number;
  createdAt: string;
  authorId: number;
  viaChannel: string;
  custom: Record<string, unknown>;
  events: AuditEvent[];
}

export interface AttachmentRow {
  id: number;
  fileName: string;
  contentType: string;
  size: number;
  /** Base64. */
  content: string;
  /** Until it is used in a comment, what the comment names it by. */
  uploadToken: string | null;
  /** Part of the address a file is read from, in place of a sign-in. */
  secret: string;
  commentId: number | null;
  /** Shown in the text; absent for no. */
  isInline?: boolean;
}

export interface CommentRow {
  id: number;
  ticketId: number;
  auditId: number;
  authorId: number;
  body: string;
  htmlBody: string;
  plainBody: string;
  isPublic: boolean;
  viaChannel: string;
  createdAt: string;
  /** What a planted comment is shown with instead of its own values. */
  asGiven?: Record<string, unknown>;
}

export interface FieldOption {
  id: number;
  name: string;
  value: string;
  default: boolean;
}

export interface TicketFieldRow {
  id: number;
  type: string;
  title: string;
  description: string;
  position: number;
  active: boolean;
  required: boolean;
  collapsedForAgents: boolean;
  regexp: string | null;
  titleInPortal: string;
  visibleInPortal: boolean;
  editableInPortal: boolean;
  requiredInPortal: boolean;
  tag: string | null;
  agentDescription: string | null;
  options: FieldOption[] | null;
  isSystem: boolean;
  createdAt: string;
  updatedAt: string;
}

export interface Condition {
  field: string;
  operator: string;
  value: unknown;
}

export interface Action {
  field: string;
  value: unknown;
}

export interface TriggerRow {
  id: number;
  title: string;
  description: string | null;
  active: boolean;
  position: number;
  categoryId: string;
  isDefault: boolean;
  conditions: { all: Condition[]; any: Condition[] };
  actions: Action[];
  createdAt: string;
  updatedAt: string;
}

/** A rule that Zendesk applies by the hour. */
export interface AutomationRow {
  id: number;
  title: string;
  active: boolean;
  position: number;
  isDefault: boolean;
  conditions: { all: Condition[]; any: Condition[] };
  actions: Action[];
  createdAt: string;
  updatedAt: string;
}

/** A legacy target: of the kinds there were, only e-mail still does anything. */
export interface TargetRow {
  id: number;
  type: string;
  title: string;
  active: boolean;
  /** The other keys of its kind, such as `target_url`; passwords are kept nowhere. */
  data: Record<string, string>;
  createdAt: string;
}

export interface TriggerCategoryRow {
  id: string;
  name: string;
  position: number;
  createdAt: string;
  updatedAt: string;
}

/** Groups, brands and ticket forms: nothing here depends on more than their names. */
export interface NamedRow {
  id: number;
  name: string;
  active: boolean;
  default: boolean;
  createdAt: string;
  updatedAt: string;
}

export interface OutgoingMailRow {
  id: number;
  ticketId: number;
  triggerId: number;
  triggerTitle: string;
  to: string;
  subject: string;
  body: string;
  createdAt: string;
}

export interface JobRow {
  id: string;
  /** `destroy` removes a deleted ticket for good. */
  action: 'create' | 'update' | 'delete' | 'destroy';
  actorId: number;
  status: 'queued' | 'working' | 'completed' | 'failed' | 'killed';
  total: number;
  progress: number | null;
  message: string | null;
  results: Record<string, unknown>[] | null;
  createdAtMs: number;
}

/** Kept apart from the job so that progress does not rewrite a hundred tickets each time. */
export interface JobPayloadRow {
  id: string;
  items: Record<string, unknown>[];
}

export interface IdempotencyRow {
  id: string;
  fingerprint: string;
  status: number;
  location: string;
  body: string;
  createdAtMs: number;
}
