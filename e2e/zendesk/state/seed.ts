import type { Account } from './account';
import type {
  AccountLimits,
  AccountRow,
  AccountSettings,
  Fault,
  Locale,
  Role,
  UserRow,
} from './account-rows';
import { seedHelpDesk } from './seed-help-desk';
import type { Store } from './store';

export const DEMO_PASSWORD = 'zendesk-demo';
const SEED_TIME = '2024-01-08T09:00:00Z';
const CALLBACKS = [
  'http://localhost:3000/api/zendesk/oauth/callback',
  'http://127.0.0.1:3000/api/zendesk/oauth/callback',
];

export interface AccountSeed {
  subdomain: string;
  name?: string;
  locale?: Locale;
  settings?: Partial<AccountSettings>;
  limits?: Partial<AccountLimits>;
  faults?: Fault[];
  isAdminSuspended?: boolean;
  hasAgentClient?: boolean;
}

/** A fault rule with every field filled in. */
export function toFault(fault: Partial<Fault> & Pick<Fault, 'kind'>, id: string): Fault {
  return {
    remaining: null,
    method: null,
    path: null,
    status: 500,
    body: null,
    contentType: null,
    delayMs: 0,
    retryAfterSeconds: null,
    ...fault,
    id,
  };
}

const SEEDS: AccountSeed[] = [
  { subdomain: 'boutique-fr', name: 'Boutique Lumière', locale: 'fr' },
  { subdomain: 'boutique-en', name: 'Northwind Shop' },
  {
    subdomain: 'modern',
    name: 'Modern Store',
    settings: { passwordAccess: false, tokenAccess: false },
  },
  { subdomain: 'notoken', name: 'Tokenless Store', settings: { tokenAccess: false } },
  { subdomain: 'nopassword', name: 'Passwordless Store', settings: { passwordAccess: false } },
  {
    subdomain: 'noprivate',
    name: 'Open Comments Store',
    settings: { isFirstCommentPrivateEnabled: false },
  },
  { subdomain: 'agentonly', name: 'Agent Only Store', hasAgentClient: true },
  { subdomain: 'suspended-user', name: 'Suspended Store', isAdminSuspended: true },
  { subdomain: 'slow', name: 'Slow Store', faults: [toFault({ kind: 'hang' }, 'seed-1')] },
  {
    subdomain: 'html',
    name: 'HTML Store',
    faults: [
      toFault({ kind: 'html', status: 200, method: 'GET' }, 'seed-1'),
      toFault({ kind: 'html', status: 502 }, 'seed-2'),
    ],
  },
  { subdomain: 'cutter', name: 'Cutter Store', faults: [toFault({ kind: 'cut_before' }, 'seed-1')] },
  {
    subdomain: 'trial',
    name: 'Trial Store',
    limits: { requests: 200, ticketUpdates: 20, webhooks: 10 },
  },
  { subdomain: 'noapps', name: 'Appless Store', settings: { appsCreatePrivate: false } },
];

/** Fills an empty store with the accounts that demos and tests expect; the same every time. */
export function seedStore(store: Store): void {
  for (const seed of SEEDS) seedAccount(store, seed);
}

/** The seeds of the standing accounts, so that one of them can be put back as it was. */
export function findSeed(subdomain: string): AccountSeed | undefined {
  return SEEDS.find((seed) => seed.subdomain === subdomain);
}

/** Creates one account with its people, credentials, default objects and default triggers. */
export function seedAccount(store: Store, seed: AccountSeed): Account {
  const account = store.create(toAccountRow(store, seed));
  const { subdomain } = seed;
  const admin = addUser(account, 'admin', 'admin', seed.locale === 'fr' ? 'Alex Martin' : 'Alex Morgan');
  const camille = addUser(account, 'camille', 'agent', 'Camille Durand');
  addUser(account, 'sam', 'agent', 'Sam Petit');
  if (seed.isAdminSuspended) {
    account.users.save({ ...admin, active: false, suspended: true });
  }
  account.apiTokens.save({ id: `zt-${subdomain}-demo-token`, isActive: true });
  addClient(account, 'verified_reviews', `zs-${subdomain}-demo-secret`, admin);
  addClient(account, 'zdg-verified-reviews', 'zs-global-demo-secret', admin, true);
  if (seed.hasAgentClient) {
    const client = addClient(account, 'verified_reviews_agent', `zs-${subdomain}-agent-secret`, camille);
    account.tokens.save({
      id: account.nextId(),
      token: `zo-${subdomain}-agent-token`,
      refreshToken: null,
      clientId: client.id,
      userId: camille.id,
      scopes: ['read', 'write'],
      createdAt: SEED_TIME,
      expiresAtMs: null,
      refreshExpiresAtMs: null,
      isRevoked: false,
    });
  }
  seedHelpDesk(account, SEED_TIME);
  return account;
}

function toAccountRow(store: Store, seed: AccountSeed): AccountRow {
  const used = store.list().map((account) => account.row.accountId);
  const position = SEEDS.findIndex((known) => known.subdomain === seed.subdomain);
  // Standing accounts keep their number whatever was created before them; others come after.
  const accountId = position >= 0 ? 20_000_001 + position : Math.max(20_000_100, ...used) + 1;
  return {
    id: seed.subdomain,
    accountId,
    name: seed.name ?? seed.subdomain,
    locale: seed.locale ?? 'en-US',
    timeZone: 'Europe/Paris',
    createdAt: SEED_TIME,
    clockOffsetMs: 0,
    settings: {
      passwordAccess: true,
      tokenAccess: true,
      isFirstCommentPrivateEnabled: true,
      commentsPublicByDefault: true,
      appsCreatePrivate: true,
      privateAttachments: false,
      lacksAgentWorkspace: false,
      forbidsTicketDeletion: false,
      ...seed.settings,
    },
    limits: {
      requests: 700,
      ticketUpdates: 100,
      ticketUpdatesPerTicketIn10Minutes: 30,
      ticketCreates: 300,
      incrementalExports: 10,
      jobsInFlight: 30,
      webhooks: 100,
      ...seed.limits,
    },
    behaviour: {
      rateHeaders: 'ratelimit',
      escapesJsonPlaceholders: true,
      incrementalLagSeconds: 60,
      jobDelayMs: 50,
      requesterRaceMs: 5,
      tokenStatus: 200,
      quotesPublicKey: false,
      emptiesPlainBody: false,
      linksAddresses: true,
      refusesLongComments: false,
      failsDestroyJobs: false,
      speaksUserLanguage: true,
      ignoresAgentUpdates: false,
      isSparse: false,
    },
    delivery: { delayMs: 0, duplicates: 0, dropNext: 0, isReversed: false },
    faults: seed.faults ?? [],
  };
}

/** Adds a person whose address is `{localPart}@{subdomain}.test`, with the demo password. */
export function addUser(account: Account, localPart: string, role: Role, name: string): UserRow {
  return account.users.save({
    id: account.nextId(),
    name,
    email: localPart.includes('@') ? localPart : `${localPart}@${account.subdomain}.test`,
    role,
    password: role === 'end-user' ? null : DEMO_PASSWORD,
    active: true,
    suspended: false,
    verified: true,
    locale: account.row.locale,
    externalId: null,
    tags: [],
    createdAt: SEED_TIME,
    updatedAt: SEED_TIME,
  });
}

function addClient(account: Account, identifier: string, secret: string, owner: UserRow, isGlobal = false) {
  return account.clients.save({
    id: account.nextId(),
    identifier,
    name: isGlobal ? 'Verified Reviews (global)' : 'Verified Reviews',
    kind: 'confidential',
    isGlobal,
    secret,
    ownerId: owner.id,
    redirectUris: CALLBACKS,
  });
}
