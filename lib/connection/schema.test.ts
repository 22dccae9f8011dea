import { describe, expect, test } from 'vitest';
import { connectionForm, connectionInput, type ConnectionFormValues } from '@/lib/connection/schema';

const shared = { subdomain: 'acme', version: 0 };
const oauth = { method: 'oauth_client_credentials', clientId: 'verified_reviews', ...shared };
const codesOf = (value: unknown) =>
  (connectionInput.safeParse(value).error?.issues ?? []).map((issue) => [
    issue.path.join('.'),
    issue.code === 'custom' ? issue.params?.code : issue.code,
  ]);

describe('connectionInput', () => {
  test.each([
    ['acme', 'acme'],
    [' ACME ', 'acme'],
    ['https://acme.zendesk.com/agent/dashboard', 'acme'],
  ])('understands the subdomain %j', (subdomain, expected) => {
    expect(connectionInput.parse({ ...oauth, subdomain }).subdomain).toBe(expected);
  });

  test.each([
    'a.b',
    'evil.com#',
    'me@evil',
    'acme:8080',
    'https://evil.com/acme.zendesk.com',
    'ácme',
    '',
    '..',
  ])('refuses the subdomain %j by name', (subdomain) => {
    expect(codesOf({ ...oauth, subdomain })).toEqual([['subdomain', 'subdomain_invalid']]);
  });

  test('knows no fields of another method and no unknown ones', () => {
    expect(codesOf({ ...oauth, email: 'a@b.test' })).toEqual([['', 'unrecognized_keys']]);
    expect(codesOf({ ...oauth, state: 'active' })).toEqual([['', 'unrecognized_keys']]);
    expect(codesOf({ ...oauth, method: 'saml' })).toEqual([['method', 'invalid_union']]);
  });

  test('asks for what each method needs', () => {
    expect(codesOf({ method: 'api_token', ...shared })).toEqual([['email', 'invalid_type']]);
    expect(codesOf({ method: 'password', email: 'nobody', ...shared })).toEqual([
      ['email', 'invalid_format'],
    ]);
    expect(codesOf({ method: 'oauth_client_credentials', ...shared })).toEqual([
      ['clientId', 'invalid_type'],
    ]);
  });

  test('takes white space around a pasted secret away, and refuses one of nothing else', () => {
    expect(connectionInput.parse({ ...oauth, secret: ' s3cret\n' })).toMatchObject({ secret: 's3cret' });
    expect(codesOf({ ...oauth, secret: ' ' })).toEqual([['secret', 'too_small']]);
  });

  test('takes no secret for a one-click connection', () => {
    const oneClick = { ...shared, method: 'oauth_code' };
    expect(codesOf(oneClick)).toEqual([]);
    expect(codesOf({ ...oneClick, secret: 's3cret' })).toEqual([['', 'unrecognized_keys']]);
  });
});

describe('connectionForm', () => {
  const values: ConnectionFormValues = {
    ...shared,
    method: 'api_token',
    email: 'Admin@Acme.test',
    clientId: 'typed before',
    secret: '',
    exemptNotifications: true,
  };

  test('sends the chosen method’s fields only, and no empty secret', () => {
    expect(connectionForm.parse(values)).toEqual({
      ...shared,
      method: 'api_token',
      email: 'admin@acme.test',
      exemptNotifications: true,
    });
  });

  test('does not mind what was left wrong for another method', () => {
    const parsed = connectionForm.parse({
      ...values,
      method: 'oauth_client_credentials',
      email: 'not an address',
    });
    expect(parsed).toMatchObject({ method: 'oauth_client_credentials', clientId: 'typed before' });
  });
});
