import { expect, test } from 'vitest';
import { checkEnvironment, EnvironmentError } from '@/lib/platform/env';

const base = {
  DATABASE_URL: 'postgres://user:password@db.example/reviews',
  NEXTAUTH_SECRET: 'a'.repeat(32),
  ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
};
const client = { ZENDESK_OAUTH_CLIENT_ID: 'zdg-reviews', ZENDESK_OAUTH_CLIENT_SECRET: 'secret' };
const listing = {
  ZENDESK_MARKETPLACE_NAME: 'Verified Reviews',
  ZENDESK_MARKETPLACE_ORGANIZATION_ID: '8342',
  ZENDESK_MARKETPLACE_APP_ID: '1057281',
};

/** The variables that are named as wrong. */
function wrongOnes(variables: Record<string, string>): string[] {
  try {
    checkEnvironment({ ...base, ...variables });
    return [];
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    for (const line of error.lines) expect(line).toMatch(/^[A-Z_]+: must be .*for example/);
    return error.lines.map((line) => line.slice(0, line.indexOf(':')));
  }
}

test('the ways to connect are a comma list in any order, with spaces as people put them', () => {
  const read = (text: string) =>
    checkEnvironment({ ...base, ...client, ZENDESK_CONNECTION_METHODS: text }).zendeskConnectionMethods;
  expect(read('api_token, oauth_code ,')).toEqual(['api_token', 'oauth_code']);
  expect(read('')).toBeNull();
});

test.each([',', 'oauth', 'api_token;password', 'API_TOKEN', 'api_token password'])(
  'a list of ways to connect that cannot be read (%s) stops the start',
  (text) => {
    expect(wrongOnes({ ZENDESK_CONNECTION_METHODS: text })).toEqual(['ZENDESK_CONNECTION_METHODS']);
  },
);

test('one click cannot be offered without a client of its own', () => {
  const methods = { ZENDESK_CONNECTION_METHODS: 'oauth_code' };
  expect(wrongOnes(methods)).toEqual(['ZENDESK_CONNECTION_METHODS']);
  expect(wrongOnes({ ...methods, ZENDESK_OAUTH_CLIENT_ID: 'zdg-reviews' })).toEqual([
    'ZENDESK_CONNECTION_METHODS',
  ]);
  expect(wrongOnes({ ...methods, ...client })).toEqual([]);
});

test('a listing is named whole or not at all', () => {
  expect(checkEnvironment({ ...base, ...listing }).zendeskMarketplace).toEqual({
    name: 'Verified Reviews',
    organizationId: '8342',
    appId: '1057281',
  });
  expect(checkEnvironment(base).zendeskMarketplace).toBeNull();
  const { ZENDESK_MARKETPLACE_APP_ID: _, ...half } = listing;
  expect(wrongOnes(half)).toEqual(['ZENDESK_MARKETPLACE_APP_ID']);
  expect(wrongOnes({ ZENDESK_MARKETPLACE_APP_ID: '1' })).toEqual([
    'ZENDESK_MARKETPLACE_NAME',
    'ZENDESK_MARKETPLACE_ORGANIZATION_ID',
  ]);
});

test.each([
  ['ZENDESK_MARKETPLACE_NAME', 'Avis Vérifiés'],
  ['ZENDESK_MARKETPLACE_NAME', 'a\nx: y'],
  ['ZENDESK_MARKETPLACE_ORGANIZATION_ID', '83 42'],
  ['ZENDESK_MARKETPLACE_APP_ID', '10\u00a057'],
])('%s that no header can carry stops the start', (name, value) => {
  expect(wrongOnes({ ...listing, [name]: value })).toEqual([name]);
});
