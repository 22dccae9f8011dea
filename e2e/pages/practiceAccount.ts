/** A practice account of a test's own, and the British demo website connected to it or to none. */
import { randomUUID } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import { portal } from './portal';
import { control } from '../zendesk/control';

/** The one of the two demo websites that the main story leaves alone. */
export const british = {
  id: '1c9d3f4e-7a21-4b8e-9c55-2f6e8d0a1b02',
  key: 'demo-maison-lune-uk-secret-key-0002',
  name: 'Maison Lune UK',
};

/** @returns its subdomain and a client of its control API. */
export async function createAccount(practiceUrl: string, prefix: string) {
  const subdomain = `${prefix}-${randomUUID().slice(0, 8)}`;
  const zendesk = control(practiceUrl);
  await zendesk.createAccount({ subdomain, name: 'Practice Shop' });
  return { subdomain, zendesk };
}

/** The demo's merchant, at the British website. */
export async function signInAtBritish(page: Page): Promise<void> {
  await portal(page).signIn('merchant@demo.test');
  const chosen = await page.request.post('/api/websites/current', { data: { websiteId: british.id } });
  expect(chosen.ok()).toBe(true);
}

/** Does something that names the connection's version, whatever version an earlier test left. */
async function atAnyVersion(page: Page, method: 'PUT' | 'DELETE', data: object) {
  for (let version = 0; ; version += 1) {
    const answer = await page.request.fetch('/api/applications/zendesk', {
      method,
      data: { ...data, version },
    });
    const { code } = (await answer.json()) as { code?: string };
    if (code !== 'version_conflict') return answer;
  }
}

/** Saves the signed-in merchant's connection to an account. */
export async function connectTo(page: Page, subdomain: string): Promise<void> {
  const answer = await atAnyVersion(page, 'PUT', {
    ...{ method: 'api_token', subdomain },
    ...{ email: `admin@${subdomain}.test`, secret: `zt-${subdomain}-demo-token` },
  });
  expect(await answer.json()).toMatchObject({ setupFault: null });
}

/** Leaves the signed-in merchant's website without a connection. */
export async function disconnect(page: Page): Promise<void> {
  const answer = await atAnyVersion(page, 'DELETE', {});
  const { code } = (await answer.json()) as { code?: string };
  expect([undefined, 'connection_missing']).toContain(code);
}
