import { expect, test } from 'vitest';
import { parseTicketAddress } from '@/lib/ticketTrace/ticketAddress';

const zendesk = 'https://{subdomain}.zendesk.com';
const practice = 'http://127.0.0.1:4000/{subdomain}';

test.each([
  ['https://acme.zendesk.com/agent/tickets/42', { subdomain: 'acme', ticketId: 42 }],
  ['acme.zendesk.com/agent/tickets/42', { subdomain: 'acme', ticketId: 42 }],
  ['  https://ACME.zendesk.com/agent/tickets/42/events?x=1  ', { subdomain: 'acme', ticketId: 42 }],
  ['https://acme.zendesk.com/api/v2/tickets/42.json', { subdomain: 'acme', ticketId: 42 }],
  ['#42', { subdomain: null, ticketId: 42 }],
  ['42', { subdomain: null, ticketId: 42 }],
])('%s names a ticket', (input, wanted) => {
  expect(parseTicketAddress(input, zendesk)).toEqual(wanted);
});

test('an address of the practice account names a ticket where accounts are folders', () => {
  expect(parseTicketAddress('http://127.0.0.1:4000/boutique-fr/agent/tickets/7', practice)).toEqual({
    subdomain: 'boutique-fr',
    ticketId: 7,
  });
});

test.each([
  '',
  'hello',
  '-3',
  '1234567890123456',
  'https://acme.zendesk.com/agent/users/42',
  'https://acme.zendesk.com.evil.test/agent/tickets/42',
  'https://evil.test/acme.zendesk.com/agent/tickets/42',
  'https://user@acme.zendesk.com/agent/tickets/42',
  'https://acme.zendesk.com:8443/agent/tickets/42',
])('%j names none', (input) => {
  expect(parseTicketAddress(input, zendesk)).toBeNull();
});
