import { expect, test } from 'vitest';
import { judgeFailure, type Refusal } from '@/lib/sync/outbound/failurePolicy';
import { fixCodes, fixHref, readFix } from '@/lib/zendesk/fixes';
import { toAnswerError } from '@/lib/zendesk/answerErrors';

const judge = (facts: Partial<Refusal> & Pick<Refusal, 'kind'>) =>
  judgeFailure({ outcome: 'refused', words: '', ...facts });

/** Judged as it comes off the wire. */
function judgeAnswer(status: number, body: unknown, call = 'PUT /api/v2/tickets/7') {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const type = typeof body === 'string' ? 'text/plain' : 'application/json';
  return judgeFailure(toAnswerError({ status, headers: new Headers({ 'content-type': type }), text }, call));
}

const invalid = (field: string, description: string, error?: string) => ({
  error: 'RecordInvalid',
  description: 'Record validation errors',
  details: { [field]: [{ description, ...(error ? { error } : {}) }] },
});

test('ended credentials pause the connection', () => {
  expect(judge({ kind: 'unauthorized' })).toEqual({ kind: 'credentials' });
});

test.each(['rate_limited', 'unavailable', 'timeout', 'connection', 'malformed', 'conflict'] as const)(
  '%s is tried again by itself',
  (kind) => {
    expect(judge({ kind, outcome: 'unknown', retryAfterMs: 7000 })).toEqual({
      kind: 'retry',
      outcome: 'unknown',
      retryAfterMs: 7000,
    });
  },
);

const merchantCases: [string, string | null, ReturnType<typeof invalid>][] = [
  ['field_required', 'Size', invalid('base', 'Size: is required when solving a ticket', 'BlankValue')],
  ['field_required', 'Size', invalid('custom_field_33', 'Size: cannot be blank')],
  ['field_refused', 'Size', invalid('custom_field_33', 'Size: is invalid', 'InvalidValue')],
  ['field_gone', 'idVente', invalid('custom_field_33', 'idVente: was deleted')],
  ['form_gone', null, invalid('ticket_form_id', 'Ticket form: is invalid', 'InvalidValue')],
  ['group_gone', null, invalid('group_id', 'Group: is invalid', 'InvalidValue')],
  ['assignee_gone', null, invalid('assignee_id', 'Assignee: is invalid', 'InvalidValue')],
  ['brand_gone', null, invalid('brand_id', 'Brand: is invalid', 'InvalidValue')],
  ['choice_refused', 'Priority', invalid('priority', 'Priority: is not valid', 'InvalidValue')],
  ['tag_refused', null, invalid('tags', 'Tags: contain special characters')],
  ['requester_suspended', null, invalid('requester', 'Requester: Alix Vasseur is suspended.')],
  ['requester_refused', null, invalid('requester', 'Requester: Email: a@b is not properly formatted')],
  ['ticket_closed', null, invalid('status', 'Status: closed prevents ticket update', 'InvalidValue')],
  ['ticket_full', null, invalid('base', 'Ticket: has too many comments (5000)')],
  ['refused', null, invalid('moon', 'Moon: is not full')],
];

test.each(merchantCases)('a 422 of the kind %s (%s) is named for the merchant', (code, subject, body) => {
  expect(judgeAnswer(422, body)).toEqual({ kind: 'merchant', fix: { code, subject } });
});

const requiredField = (
  title: string,
  type = 'FieldText',
  code: string | null = null,
  rest = 'is required when solving a ticket',
) => ({
  error: 'RecordInvalid',
  description: 'Record validation errors',
  details: {
    base: [
      {
        description: `${title}: ${rest}`,
        error: code,
        ticket_field_id: 360008880001,
        ticket_field_type: type,
      },
    ],
  },
});

test.each([
  ['Comment la commande est arrivée', 'FieldText', null],
  ['Body size', 'FieldTagger', 'BlankValue'],
  ['Subject of the case:', 'FieldTextarea', null],
  ['Description of the damage', 'FieldTextarea', null],
  ["Comment avez-vous connu l'édition limitée ?", 'FieldText', null],
  ['Requester location', 'FieldText', null],
  ['Suspended delivery?', 'FieldCheckbox', null],
  ['Why the ticket is closed', 'FieldText', null],
  ['Ticket form', 'FieldTagger', 'BlankValue'],
  ['Too many comments', 'FieldInteger', null],
  ['Order: was deleted', 'FieldText', null],
  ['Group', 'FieldGroup', 'BlankValue'],
  ['Deleted?', 'FieldCheckbox', null],
  ['x'.repeat(150), 'FieldText', null],
])('a field that became required is one whatever its title begins with: %s', (title, type, code) => {
  expect(judgeAnswer(422, requiredField(title, type, code))).toEqual({
    kind: 'merchant',
    fix: { code: 'field_required', subject: title },
  });
});

test.each([
  'est obligatoire pour résoudre un ticket',
  'ist zum Lösen eines Tickets erforderlich',
  '必須です',
])('in whichever language Zendesk says so: %s', (words) => {
  expect(judgeAnswer(422, requiredField('Pointure', 'FieldInteger', null, words))).toMatchObject({
    fix: { code: 'field_required', subject: 'Pointure' },
  });
});

test.each([
  ['field_refused', 'FieldRegexp', 'InvalidFormat'],
  ['field_gone', 'FieldText', 'RecordNotFound'],
  ['group_gone', 'FieldGroup', 'InvalidValue'],
  ['assignee_gone', 'FieldAssignee', 'InvalidValue'],
  ['choice_refused', 'FieldPriority', 'InvalidValue'],
])('a field named by its id is judged by its kind and the code: %s', (code, type, error) => {
  expect(judgeAnswer(422, requiredField('Comment', type, error))).toMatchObject({ fix: { code } });
});

test.each([
  [403, '<!DOCTYPE html><html><head><title>Access denied</title></head></html>', 'refused'],
  [404, '<html><body>Not here</body></html>', 'refused'],
  [502, '<html><head><title>Bad gateway</title></head></html>', 'unknown'],
])('a page of HTML under %i speaks of the account, and is looked at again soon', (status, body, outcome) => {
  expect(judgeAnswer(status, body)).toEqual({ kind: 'retry', outcome, retryAfterMs: 0 });
});

test.each([
  ['Requester creation collision - please try again'],
  [{ error: 'DatabaseConflict', description: 'Database collision' }],
])('a collision is tried again after a second, whatever is left of the minute', (body) => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const headers = new Headers({
    'ratelimit-limit': '700',
    'ratelimit-remaining': '600',
    'ratelimit-reset': '54',
  });
  expect(judgeFailure(toAnswerError({ status: 409, headers, text }))).toEqual({
    kind: 'retry',
    outcome: 'refused',
    retryAfterMs: 1_000,
  });
});

test('several fields that became required are named together', () => {
  const details = {
    base: ['Size', 'Colour'].map((title) => ({
      description: `${title}: is required when solving a ticket`,
      error: 'BlankValue',
    })),
  };
  expect(judgeAnswer(422, { error: 'RecordInvalid', description: 'x', details })).toMatchObject({
    fix: { code: 'field_required', subject: 'Size, Colour' },
  });
});

test('a row refused by a job is judged by its words', () => {
  const words = 'RecordInvalid: Requester: Alix Vasseur is suspended.';
  expect(judge({ kind: 'validation', code: 'RecordInvalid', words })).toMatchObject({
    fix: { code: 'requester_suspended', subject: null },
  });
});

test('no name of a person is kept with the fix', () => {
  const verdict = judgeAnswer(422, invalid('requester', 'Requester: Alix Vasseur is suspended.'));
  expect(JSON.stringify(verdict)).not.toContain('Vasseur');
});

test.each([
  ['rights_lacking', 403, { error: { title: 'Forbidden', message: 'You do not have access' } }],
  ['ticket_gone', 404, { error: 'RecordNotFound', description: 'Not found' }],
  ['account_gone', 404, { error: { title: 'No help desk at acme.zendesk.com', message: 'x' } }],
  ['refused', 402, 'Payment required'],
  [
    'group_gone',
    400,
    {
      error: {
        title: 'Invalid attribute',
        message: 'You passed an invalid value for the group_id attribute.',
      },
    },
  ],
])('%s', (code, status, body) => {
  expect(judgeAnswer(status, body)).toMatchObject({ kind: 'merchant', fix: { code } });
});

test.each([
  ['a text Zendesk finds blank', 422, invalid('description', 'Description: cannot be blank', 'BlankValue')],
  ['a comment it does not take', 422, invalid('comment', 'Comment: is too long', 'TooLong')],
  ['JSON it cannot read', 422, { error: 'Unprocessable Entity', message: 'Server could not parse JSON' }],
  [
    'an attribute of the wrong shape',
    400,
    {
      error: {
        title: 'Invalid attribute',
        message: 'You passed an invalid value for the comment attribute.',
      },
    },
  ],
  ['a parameter it misses', 400, 'Required parameter missing: ticket'],
  ['a body too large', 413, 'Payload too large'],
  ['an address it does not have', 404, { error: 'InvalidEndpoint', description: 'Not found' }],
])('%s is our own fault, and nothing of it is left to the merchant', (_name, status, body) => {
  expect(judgeAnswer(status, body)).toEqual({ kind: 'poison' });
});

test('every fix leads somewhere, and an unknown one reads as a refusal', () => {
  const places = { accountUrl: 'https://acme.zendesk.com', ticketId: '7', reviewId: 'r' };
  for (const code of fixCodes)
    expect(fixHref(code, places)).toMatch(/^(?:\/applications|\/reviews\/r|https:\/\/acme)/);
  expect(fixHref('ticket_closed', { ...places, ticketId: null })).toBeNull();
  expect(readFix('from_the_future', 'x')).toEqual({ code: 'refused', subject: null });
  expect(readFix(null, null)).toBeNull();
});
