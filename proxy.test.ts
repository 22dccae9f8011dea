import { NextRequest } from 'next/server';
import { describe, expect, it, vi } from 'vitest';
import { localeCookie } from '@/lib/platform/i18n/locales';
import { proxy } from '@/proxy';

// Picking a language asks no database; the environment only wants the address of one.
vi.stubEnv('DATABASE_URL', 'postgres://nobody:nothing@127.0.0.1:1/none');

async function ask(path: string, headers: Record<string, string> = {}) {
  const response = await proxy(new NextRequest(`http://localhost:3000${path}`, { headers }));
  const rewritten = response.headers.get('x-middleware-rewrite');
  return { folder: rewritten && new URL(rewritten).pathname.split('/')[1], response };
}

describe('the language of a page', () => {
  it.each([
    ['es-ES,es;q=0.9', 'es'],
    ['it', 'it'],
    ['de-AT,de;q=0.9,en;q=0.5', 'de'],
    ['en-GB', 'en'],
    ['nl,de;q=0.5', 'de'],
    ['nl', 'fr'],
  ])('is what a browser wishes first among those spoken: %s reads %s', async (wish, folder) => {
    expect((await ask('/reviews', { 'accept-language': wish })).folder).toBe(folder);
  });

  it('is the chosen one before the browser’s, and the address’s before that', async () => {
    const headers = { 'accept-language': 'es', cookie: `${localeCookie}=it` };
    expect((await ask('/reviews', headers)).folder).toBe('it');
    const { folder, response } = await ask('/reviews?lang=de', headers);
    expect(folder).toBe('de');
    expect(response.cookies.get(localeCookie)?.value).toBe('de');
  });

  it('ignores a language nobody speaks here', async () => {
    expect((await ask('/reviews?lang=xx', { 'accept-language': 'it' })).folder).toBe('it');
  });
});

describe('the colours of the sidebar’s first paint', () => {
  const handed = async (path: string, headers: Record<string, string> = {}) =>
    (await ask(path, headers)).response.headers.get('x-middleware-request-x-sidebar-scheme');

  it.each([
    ['/zendesk/sidebar?origin=https://shop.zendesk.com&app_guid=g&colorScheme=dark', 'dark'],
    ['/zendesk/sidebar?colorScheme=light', 'light'],
    ['/zendesk/sidebar', null],
    ['/zendesk/sidebar?colorScheme=sepia', null],
    ['/zendesk/sidebar?colorScheme=dark%22%3E', null],
    ['/reviews?colorScheme=dark', null],
  ])('%s: %s', async (path, scheme) => {
    expect(await handed(path)).toBe(scheme);
  });

  it('never come from a header of the caller’s', async () => {
    expect(await handed('/zendesk/sidebar', { 'x-sidebar-scheme': 'dark' })).toBeNull();
  });
});
