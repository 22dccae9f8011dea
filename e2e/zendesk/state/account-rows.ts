/** What an account is and how it misbehaves: switches, limits, faults, people, credentials. */

export type Role = 'end-user' | 'agent' | 'admin';
export type Locale = 'fr' | 'en-US';
/** People may read Zendesk in a language its practice screens do not speak; apps still learn of it. */
export type UserLocale = Locale | 'es' | 'it' | 'de';

export interface AccountSettings {
  passwordAccess: boolean;
  tokenAccess: boolean;
  isFirstCommentPrivateEnabled: boolean;
  commentsPublicByDefault: boolean;
  appsCreatePrivate: boolean;
  /** Files are read by signed-in people only, and from another host. */
  privateAttachments: boolean;
  lacksAgentWorkspace: boolean;
  /** Agents may not delete tickets, which on some plans takes redaction from them too. */
  forbidsTicketDeletion: boolean;
  /** Whether the plan has service level policies; absent for one that has. */
  slaPolicies?: boolean;
}

/** Requests allowed; windows are one minute unless the name says otherwise. */
export interface AccountLimits {
  requests: number;
  ticketUpdates: number;
  ticketUpdatesPerTicketIn10Minutes: number;
  ticketCreates: number;
  incrementalExports: number;
  jobsInFlight: number;
  webhooks: number;
}

/** Choices where the facts are unconfirmed or changed over time, so that tests can try both. */
export interface AccountBehaviour {
  rateHeaders: 'ratelimit' | 'rate-limit';
  escapesJsonPlaceholders: boolean;
  incrementalLagSeconds: number;
  jobDelayMs: number;
  /** How long creating a requester takes, in which a second ticket for the same one collides. */
  requesterRaceMs: number;
  tokenStatus: 200 | 201;
  /** Whether an app's public key comes as JSON text instead of a bare PEM. */
  quotesPublicKey: boolean;
  /** Whether comments made by `body` have an empty `plain_body`; both are recorded. */
  emptiesPlainBody: boolean;
  /** Whether addresses in text become links, as they do in Zendesk. */
  linksAddresses: boolean;
  /** Whether more than 65,535 bytes of a comment are refused instead of cut. */
  refusesLongComments: boolean;
  /** Whether jobs that remove deleted tickets for good end as failed. */
  failsDestroyJobs: boolean;
  /** Whether refusals speak the language of who writes, as Zendesk's do. */
  speaksUserLanguage: boolean;
  /** Whether what agents save on screen is left out of the limit of ticket updates, against which it counts in Zendesk. */
  ignoresAgentUpdates: boolean;
  /** Whether keys that the contract does not promise are absent where they say nothing. */
  isSparse: boolean;
}

/** How webhook deliveries go wrong; counters count down as they are used. */
export interface DeliveryControl {
  delayMs: number;
  duplicates: number;
  dropNext: number;
  isReversed: boolean;
}

export type FaultKind =
  | 'delay'
  | 'hang'
  | 'status'
  | 'html'
  | 'cut_before'
  | 'cut_after'
  | 'limit_account'
  | 'limit_endpoint'
  | 'unavailable'
  | 'requester_race'
  | 'database_conflict'
  | 'malformed'
  | 'slow_body';

export interface Fault {
  id: string;
  kind: FaultKind;
  /** How many requests are still hit; null means until it is removed. */
  remaining: number | null;
  /** Real clock: from then on it hits no more; absent for no end. */
  untilMs?: number | null;
  method: string | null;
  /** Regular expression over the path after `/{subdomain}`; null matches all. */
  path: string | null;
  status: number;
  body: string | null;
  contentType: string | null;
  delayMs: number;
  retryAfterSeconds: number | null;
}

export interface AccountRow {
  id: string;
  accountId: number;
  name: string;
  locale: Locale;
  timeZone: string;
  createdAt: string;
  clockOffsetMs: number;
  settings: AccountSettings;
  limits: AccountLimits;
  behaviour: AccountBehaviour;
  delivery: DeliveryControl;
  faults: Fault[];
}

export interface UserRow {
  id: number;
  name: string;
  email: string | null;
  role: Role;
  password: string | null;
  active: boolean;
  suspended: boolean;
  verified: boolean;
  locale: UserLocale;
  externalId: string | null;
  /** HTML that the agents' screens add to their public comments; absent for none. */
  signature?: string | null;
  /** What an agent is kept to; absent for all tickets. */
  ticketRestriction?: 'groups' | 'assigned' | 'requested' | null;
  /** Absent for every group. */
  groupIds?: number[];
  tags: string[];
  createdAt: string;
  updatedAt: string;
}

export interface ApiTokenRow {
  id: string;
  isActive: boolean;
}

export interface OAuthClientRow {
  id: number;
  /** The unique identifier that requests call `client_id`. */
  identifier: string;
  name: string;
  kind: 'public' | 'confidential';
  isGlobal: boolean;
  secret: string;
  ownerId: number;
  redirectUris: string[];
  /** Made before 30 April 2026: its tokens end, and can be refreshed, only where a lifetime was asked for. */
  isOld?: boolean;
  /** The most a token of it may have; absent for no ceiling. */
  allowedScopes?: string[] | null;
}

export interface OAuthTokenRow {
  id: number;
  token: string;
  refreshToken: string | null;
  clientId: number;
  userId: number;
  scopes: string[];
  createdAt: string;
  expiresAtMs: number | null;
  refreshExpiresAtMs: number | null;
  isRevoked: boolean;
}

export interface OAuthCodeRow {
  id: string;
  clientId: number;
  userId: number;
  redirectUri: string;
  scopes: string[];
  challenge: string | null;
  expiresAtMs: number;
}

/** An agent signed in to the screens. */
export interface SessionRow {
  id: string;
  userId: number;
}
