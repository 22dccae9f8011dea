/** Webhooks and the life of each delivery. */

export interface WebhookAuthentication {
  type: 'basic_auth' | 'bearer_token' | 'api_key';
  add_position: 'header';
  data: Record<string, string>;
}

export interface WebhookRow {
  id: string;
  name: string;
  description: string | null;
  endpoint: string;
  httpMethod: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  requestFormat: 'json' | 'xml' | 'form_encoded';
  status: 'active' | 'inactive';
  subscriptions: string[];
  authentication: WebhookAuthentication | null;
  customHeaders: Record<string, string> | null;
  signingSecret: string;
  createdAt: string;
  createdAtNanoseconds: string;
  createdBy: string;
  updatedAt: string | null;
  updatedBy: string | null;
}

export type AttemptStatus =
  'success' | 'client error' | 'server error' | 'timeout' | 'failed' | 'circuit broken';

export interface InvocationRow {
  id: string;
  webhookId: string;
  payload: string;
  contentType: string;
  status: AttemptStatus | 'accepted' | 'terminated' | 'dropped';
  statusCode: number | null;
  attempts: number;
  isDone: boolean;
  /** Real clock, milliseconds: when the next attempt is due. */
  dueAtMs: number;
  createdAtMs: number;
  latestCompletedAt: string | null;
}

export interface HeaderPair {
  key: string;
  value: string;
}

export interface AttemptRow {
  id: string;
  invocationId: string;
  status: AttemptStatus;
  statusCode: number;
  request: { headers: HeaderPair[]; payload: string };
  response: { headers: HeaderPair[]; payload: string } | null;
  completedAt: string;
}
