import { describe, expect, test } from 'vitest';
import { findNews, findPause, isLetIn } from '@/lib/health/verdict';
import type { HealthResult } from '@/lib/zendesk/health/judgement';

const good: HealthResult[] = [
  { name: 'account_reachable', state: 'ok' },
  { name: 'credentials', state: 'ok' },
  { name: 'role', state: 'ok', evidence: { role: 'admin' } },
];
const withResult = (result: HealthResult) => [...good.filter(({ name }) => name !== result.name), result];

describe('what pauses a connection', () => {
  test('nothing while all is good, and it is let in', () => {
    expect(findPause(good)).toBeNull();
    expect(isLetIn(good)).toBe(true);
  });

  test('refused credentials wait for credentials', () => {
    const results = withResult({ name: 'credentials', state: 'fault', reason: 'credentials_ended' });
    expect(findPause(results)).toMatchObject({ state: 'needs_credentials', code: 'unauthorized' });
    expect(isLetIn(results)).toBe(false);
  });

  test('an end user may write no tickets, an agent may', () => {
    const demoted = (role: string) =>
      withResult({ name: 'role', state: 'fault', reason: 'role_ended', evidence: { role } });
    expect(findPause(demoted('end-user'))).toMatchObject({ state: 'needs_attention', code: 'forbidden' });
    expect(findPause(demoted('agent'))).toBeNull();
    expect(isLetIn(demoted('agent'))).toBe(true);
  });

  test('an outage pauses nothing and lets nobody in', () => {
    const results: HealthResult[] = [
      { name: 'account_reachable', state: 'fault', reason: 'zendesk_down' },
      { name: 'credentials', state: 'unknown' },
      { name: 'role', state: 'unknown' },
    ];
    expect(findPause(results)).toBeNull();
    expect(isLetIn(results)).toBe(false);
  });
});

describe('what the owner is told', () => {
  const fault: HealthResult = { name: 'field', state: 'fault', reason: 'field_missing' };

  test('a new fault once, and its recovery once', () => {
    const first = findNews(withResult(fault), [], []);
    expect(first).toEqual({ worse: ['field'], isRecovered: false, toldFaults: ['field'] });
    const again = findNews(withResult(fault), [], first.toldFaults);
    expect(again).toEqual({ worse: [], isRecovered: false, toldFaults: ['field'] });
    const last = findNews(withResult({ name: 'field', state: 'ok' }), [], again.toldFaults);
    expect(last).toEqual({ worse: [], isRecovered: true, toldFaults: [] });
    expect(findNews(good, [], [])).toEqual({ worse: [], isRecovered: false, toldFaults: [] });
  });

  test('a second fault is news beside the first; one of two mended is no recovery yet', () => {
    const second: HealthResult = { name: 'trigger', state: 'fault', reason: 'trigger_missing' };
    const both = findNews([...withResult(fault), second], [], ['field']);
    expect(both).toMatchObject({ worse: ['trigger'], toldFaults: ['field', 'trigger'] });
    expect(findNews([...good, second], [], both.toldFaults)).toMatchObject({ worse: [], isRecovered: false });
  });

  test('a check that could not be looked at is no recovery', () => {
    const unknown: HealthResult = { name: 'field', state: 'unknown' };
    expect(findNews(withResult(unknown), [], ['field'])).toMatchObject({ isRecovered: false });
  });

  test('an outage is told only when the next run still finds it', () => {
    const down: HealthResult = { name: 'account_reachable', state: 'fault', reason: 'zendesk_down' };
    const first = findNews([down], [{ name: 'account_reachable', state: 'ok', reason: null }], []);
    expect(first.worse).toEqual([]);
    const before = [{ name: 'account_reachable', state: 'fault', reason: 'zendesk_down' }];
    expect(findNews([down], before, first.toldFaults).worse).toEqual(['account_reachable']);
  });
});
