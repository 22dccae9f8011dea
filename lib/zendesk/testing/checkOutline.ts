/** Runs the connection checks and writes their results short enough to compare. */
import type { AuthProvider } from '@/lib/zendesk/auth';
import { runConnectionChecks, type CheckResult } from '@/lib/zendesk/checks';
import { createZendeskClient } from '@/lib/zendesk/client';
import type { ZendeskAuthMethod } from '@/lib/zendesk/methodEndDates';

export const checkedAt = new Date('2026-11-22T12:00:00Z');

export async function check(
  baseUrl: string,
  method: ZendeskAuthMethod,
  auth: AuthProvider,
  timeoutMs = 5_000,
): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  const openClient = () => createZendeskClient({ baseUrl, auth, timeoutMs });
  const input = { method, email: 'lea@acme.test', at: checkedAt };
  for await (const result of runConnectionChecks(openClient, input)) results.push(result);
  return results;
}

/** `name:state` or `name:state:reason`, in order. */
export const outline = (results: CheckResult[]) =>
  results.map(({ name, state, reason }) => [name, state, reason].filter(Boolean).join(':'));
export const find = (results: CheckResult[], name: string) => results.find((result) => result.name === name);

export const noSettings = ['api_access:skipped:not_reached', 'private_first_comment:skipped:not_reached'];
