import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTriggerBody, writeTriggerBody } from '@/lib/zendesk/triggerBody';

const websiteId = '3f0f7d6e-2b0b-4d6e-9c55-0123456789ab';
const externalId = 'verified-reviews:0192f3a0-1111-7abc-8def-0123456789ab';

/** Fills in the placeholders as Zendesk might: escaped for JSON, or not. */
function render(values: { ticketId: string; orderRef: string }, isEscaped: boolean): string {
  const put = (text: string) => (isEscaped ? JSON.stringify(text).slice(1, -1) : text);
  return writeTriggerBody({ fieldId: 360_001, websiteId })
    .replace('{{ticket.id}}', () => values.ticketId)
    .replace('{{ticket.external_id}}', () => externalId)
    .replace('{{ticket.ticket_field_360001}}', () => put(values.orderRef));
}

it('is JSON before its placeholders are filled in, with ids only', () => {
  expect(JSON.parse(writeTriggerBody({ fieldId: 360_001, websiteId }))).toEqual({
    ticket_id: '{{ticket.id}}',
    website_id: websiteId,
    external_id: '{{ticket.external_id}}',
    idVente: '{{ticket.ticket_field_360001}}',
  });
});

describe('parseTriggerBody', () => {
  it('reads every order reference when Zendesk escapes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1 }), fc.string(), (ticketId, orderRef) => {
        expect(parseTriggerBody(render({ ticketId: String(ticketId), orderRef }, true))).toEqual({
          ticketId: String(ticketId),
          websiteId,
          externalId,
          idVente: orderRef.trim() || null,
        });
      }),
    );
  });

  it('still tells the ticket when Zendesk does not escape and the reference breaks the JSON', () => {
    const breaking = fc.string().map((text) => `${text}"`);
    fc.assert(
      fc.property(fc.integer({ min: 1 }), breaking, (ticketId, orderRef) => {
        const body = render({ ticketId: String(ticketId), orderRef }, false);
        expect(parseTriggerBody(body)).toMatchObject({ ticketId: String(ticketId), websiteId, externalId });
      }),
    );
  });

  it('is not led to another ticket by an order reference', () => {
    const orderRef = 'x","ticket_id":"999';
    expect(parseTriggerBody(render({ ticketId: '42', orderRef }, false))).toMatchObject({
      ticketId: '42',
      idVente: null,
    });
    expect(parseTriggerBody(render({ ticketId: '42', orderRef }, true))).toMatchObject({
      ticketId: '42',
      idVente: orderRef,
    });
  });

  it.each([
    '',
    '[]',
    'null',
    '{}',
    '{"ticket_id":""}',
    '{"ticket_id":"1e3"}',
    '{"ticket_id":-4}',
    '{"ticket_id":0}',
    '{"ticket_id":4.5}',
    '{"ticket_id":9007199254740993}',
    '{"ticket_id":true}',
    '{"ticket_id":"12345678901234567"}',
    '"ticket_id"',
    '42',
    '{"ticket_id":{"a":1}}',
    '<html>',
    'ticket_id=4',
  ])('finds no ticket in %j', (body) => {
    expect(parseTriggerBody(body)).toBeNull();
  });

  it('takes numbers for texts and leaves out what is not there', () => {
    expect(parseTriggerBody('{"ticket_id":42,"idVente":1001,"more":true}')).toEqual({
      ticketId: '42',
      websiteId: null,
      externalId: null,
      idVente: '1001',
    });
    expect(parseTriggerBody('{"ticket_id":"42","idVente":"-"}')).toMatchObject({ idVente: '-' });
    expect(parseTriggerBody('{"ticket_id":" 42 ","idVente":" a "}')).toMatchObject({
      ticketId: '42',
      idVente: 'a',
    });
  });

  it.each(['[1]', '{"a":1}', 'true', 'null', '1e999', '" "', '"\\u0000"'])(
    'reads no order reference out of %s',
    (idVente) => {
      const body = `{"ticket_id":"42","idVente":${idVente}}`;
      expect(parseTriggerBody(body)).toMatchObject({ ticketId: '42', idVente: null });
    },
  );

  it('leaves out of an order reference what the database cannot hold', () => {
    expect(parseTriggerBody('{"ticket_id":"42","idVente":"CMD\\u0000-1"}')).toMatchObject({
      idVente: 'CMD-1',
    });
  });
});

it('finds the ticket of a body that nests deeper than ours, without descending', () => {
  const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
  expect(parseTriggerBody(`{"ticket_id":"7","idVente":${deep}}`)).toEqual({
    ticketId: '7',
    websiteId: null,
    externalId: null,
    idVente: null,
  });
  expect(parseTriggerBody(deep)).toBeNull();
});
