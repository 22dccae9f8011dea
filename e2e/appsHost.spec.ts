/**
 * The practice Zendesk's apps framework, with a small app of its own: both ends of the protocol, so that what the sidebar is
 * tried in is known to work. Needs nothing of the product.
 */
import type { Page } from '@playwright/test';
import { startPracticeApp } from './support/practiceApp';
import { expect, test } from './support/test';
import { finished, packageFiles, upload, zip } from './zendesk/apps/testing';
import { client, startForTest, tokenOf } from './zendesk/harness';
import type { PracticeZendesk } from './zendesk/server';

const SUB = 'boutique-fr';

let practice: PracticeZendesk;
let server: Awaited<ReturnType<typeof startPracticeApp>>;

test.beforeAll(async () => {
  practice = await startForTest();
  server = await startPracticeApp(`${practice.url}/zendesk_app_framework_sdk/2.0/zaf_sdk.min.js`);
});
test.afterAll(async () => {
  await practice.close();
  server.close();
});
test.beforeEach(() => practice.control.reset(SUB));

interface Metadata {
  installationId: number;
  settings: Record<string, unknown>;
}
interface Answered {
  failed?: { status: number; responseText: string; responseJSON?: unknown };
}

async function install(...settings: Record<string, unknown>[]) {
  const api = client(practice, SUB);
  const location = { support: { ticket_sidebar: `${server.url}/sidebar` } };
  const content = zip(packageFiles({ location }));
  const uploaded = await upload(`${practice.url}/${SUB}/api/v2/apps/uploads`, tokenOf(SUB), content);
  const { id } = (await uploaded.json()) as { id: number };
  const { job_id } = (await api.post('/apps', { upload_id: id, name: 'Reviews' })).json;
  const { app_id } = (await finished(api, `/apps/job_statuses/${job_id}`)).json;
  for (const one of settings) {
    const made = await api.post('/apps/installations', {
      app_id,
      settings: { website: 'w-1', secret: 'canary', ...one },
    });
    expect(made.status).toBe(201);
  }
  const ticket = {
    subject: 'Avis',
    comment: { body: 'Déçu', public: false },
    requester: { name: 'Zoé', email: 'z@t.test' },
  };
  return { appId: app_id, ticketId: (await api.post('/tickets', { ticket })).json.ticket.id };
}

/** Signs an agent in and opens the ticket; `app` runs code in a panel's page. */
async function open(page: Page, ticketId: number, who = 'camille') {
  await page.goto(`${practice.url}/${SUB}/agent/tickets/${ticketId}`);
  await page.locator('#email').fill(`${who}@${SUB}.test`);
  await page.locator('#password').fill('zendesk-demo');
  await page.locator('main button').click();
  const panels = page.locator('section.app');
  await expect(panels.first()).toBeVisible();
  const app = async <T>(code: string, index = 0): Promise<T> => {
    const frame = await (await panels.nth(index).locator('iframe').elementHandle())?.contentFrame();
    await frame!.waitForFunction('window.context');
    return await frame!.evaluate(code);
  };
  return { panels, app };
}

test('two installations are opened by a signed post and told apart; secure settings stay outside', async ({
  page,
}) => {
  const { ticketId } = await install({ name: 'Avis FR' }, { name: 'Reviews UK', website: 'w-2' });
  const { panels, app } = await open(page, ticketId);
  await expect(panels).toHaveCount(2);
  const [one, two] = [
    await app<Metadata>('client.metadata()', 0),
    await app<Metadata>('client.metadata()', 1),
  ];
  expect(one.settings).toEqual({ name: 'Avis FR', title: 'Avis FR', website: 'w-1', compact: false });
  expect(two.settings).toMatchObject({ title: 'Reviews UK', website: 'w-2' });
  expect(one.installationId).not.toBe(two.installationId);
  expect(await app('client.context()')).toMatchObject({
    location: 'ticket_sidebar',
    ticketId,
    product: 'support',
  });
  const token = await app<string>('document.querySelector("output").textContent');
  const [, claims] = token.split('.').map((part) => Buffer.from(part, 'base64url').toString());
  expect(JSON.parse(claims!)).toMatchObject({
    iss: `${practice.url.slice('http://'.length)}/${SUB}`,
    aud: `${practice.url}/${SUB}/api/v2/apps/installations/${one.installationId}.json`,
  });
  expect(await page.content()).not.toContain('canary');
  await expect.poll(() => app('seen[0]?.[0]')).toBe('app.activated');
});

test('get, set and invoke: what exists answers, what does not is refused by its path', async ({ page }) => {
  const { ticketId } = await install({ name: 'Avis FR' });
  const { app } = await open(page, ticketId);
  expect(
    await app('client.get(["ticket.id", "ticket.subject", "ticket.requester.email", "currentUser.locale"])'),
  ).toEqual({
    ...{ 'ticket.id': ticketId, 'ticket.subject': 'Avis', 'ticket.requester.email': 'z@t.test' },
    ...{ 'currentUser.locale': 'fr', errors: {} },
  });
  expect(await app('client.get("ticket.nothing").catch((error) => error.message)')).toContain(
    'ticket.nothing',
  );
  expect(
    await app('client.get(["ticket.id", "nothing"]).then((result) => Object.keys(result.errors))'),
  ).toEqual(['nothing']);
  expect(
    await app(
      '(() => { try { client.get("a", "b"); return null; } catch (error) { return error.message; } })()',
    ),
  ).toContain('array');
  await app('client.set("comment.type", "publicReply")');
  await app('client.invoke("comment.appendText", "Bonjour")');
  await app('client.invoke("comment.appendHtml", "<p>Merci</p><p>Camille</p>")');
  await expect(page.locator('#body')).toHaveValue('Bonjour\nMerci\nCamille');
  await expect(page.locator('input[value=public]')).toBeChecked();
  expect(await app('client.get("comment.type")')).toMatchObject({ 'comment.type': 'publicReply' });
  await app('client.invoke("resize", { width: "100%", height: "432px" })');
  expect(await page.locator('section.app iframe').evaluate((frame) => frame.clientHeight)).toBe(432);
  await app('client.invoke("notify", "Publié", "notice", 0)');
  await expect(page.getByRole('status').filter({ hasText: 'Publié' })).toBeVisible();
  expect(await app('client.invoke("fly").catch((error) => error.message)')).toContain('fly');
  expect(await app('client.get("colorScheme")')).toMatchObject({ colorScheme: 'light' });
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(() => app('seen.at(-1)')).toEqual(['colorScheme.changed', 'dark']);
});

test('requests: Zendesk’s own by the agent’s session, others by the proxy, which alone knows the secret', async ({
  page,
}) => {
  const { ticketId } = await install({ name: 'Avis FR' });
  const { app } = await open(page, ticketId);
  expect(
    await app(`client.request("/api/v2/tickets/${ticketId}.json").then((data) => data.ticket.subject)`),
  ).toBe('Avis');
  expect(await app('client.request("/api/v2/users/me.json").then((data) => data.user.email)')).toBe(
    `camille@${SUB}.test`,
  );
  const send = (options: object) =>
    app<Answered>(`client.request(${JSON.stringify(options)}).catch((error) => ({ failed: error }))`);
  const secure = { secure: true, headers: { Authorization: 'Bearer {{setting.secret}}' } };
  const json = { type: 'POST', contentType: 'application/json', data: '{"a":1}' };
  expect(await send({ url: `${server.url}/api/x`, ...json, ...secure })).toEqual({ body: '{"a":1}' });
  expect(server.asked.at(-1)).toMatchObject({
    path: '/api/x',
    authorization: 'Bearer canary',
    body: '{"a":1}',
  });
  const basic = { username: 'w-1', password: '{{setting.secret}}' };
  await send({
    url: `${server.url}/api/x`,
    secure: true,
    headers: { Authorization: 'Basic {{basic_auth.token}}' },
  });
  const ok = await send({
    url: `${server.url}/api/basic`,
    secure: true,
    basic_auth: basic,
    headers: { Authorization: 'Basic {{basic_auth.token}}' },
  });
  // The manifest lets this setting into headers only, so neither a body nor a Basic password may carry it.
  expect(ok.failed).toMatchObject({ status: 400, responseText: 'Proxy error: Invalid request' });
  const outside = await send({ url: 'http://127.0.0.1:9/api', ...secure });
  expect(outside.failed?.responseText).toContain('not whitelisted');
  const refused = await send({ url: `${server.url}/api/refused`, type: 'POST' });
  expect(refused.failed).toMatchObject({ status: 409, responseJSON: { body: '' } });
  await send({ url: `${server.url}/api/plain`, headers: secure.headers });
  expect(server.asked.at(-1)?.authorization).toBe('Bearer {{setting.secret}}');
});

test('the save hook waits for the app, shows why it says no, and lets the message go in place', async ({
  page,
}) => {
  const { ticketId } = await install({ name: 'Avis FR' });
  const { app } = await open(page, ticketId);
  await page.locator('input[value=public]').check();
  await page.locator('#body').fill('Bonjour');
  const send = page.locator('.composer .send button');
  for (const [answer, words] of [
    ['false', 'arrêté'],
    ['"Trop long"', 'Trop long'],
    ['new Error("Interdit")', 'Interdit'],
    ['Promise.reject(new Error("Rompu"))', 'Rompu'],
  ]) {
    await app(`window.answer = () => ${answer}; null`);
    await send.click();
    await expect(page.getByRole('alert').filter({ hasText: words })).toBeVisible();
  }
  expect((await practice.control.tickets(SUB))[0]?.comments).toHaveLength(1);
  await app('window.answer = () => new Promise((resolve) => { window.letGo = resolve; }); null');
  await send.click();
  await expect(send).toHaveAttribute('aria-busy', 'true');
  expect((await practice.control.tickets(SUB))[0]?.comments).toHaveLength(1);
  await app('letGo(); null');
  await expect(page.locator('article.comment.reply')).toContainText('Bonjour');
  await expect(page.locator('#body')).toHaveValue('');
  await expect
    .poll(() => app('seen.map(([name]) => name)'))
    .toEqual(
      expect.arrayContaining(['ticket.submit.start', 'ticket.submit.done', 'ticket.conversation.changed']),
    );
});

test('two agents on one ticket: what one does reaches the other’s screen and app, drafts untouched', async ({
  page,
  browser,
}) => {
  const { ticketId, appId } = await install({ name: 'Avis FR' });
  const first = await open(page, ticketId);
  const other = await browser.newContext();
  const second = await other.newPage();
  const { app } = await open(second, ticketId, 'sam');
  await first.app('null');
  await app('null');
  await second.locator('#body').fill('mon brouillon');
  await page.locator('input[value=public]').check();
  await page.locator('#body').fill('Réponse de Camille');
  await page.locator('.composer .send button').click();
  await expect(second.locator('article.comment.reply')).toContainText('Réponse de Camille');
  await expect(second.locator('#body')).toHaveValue('mon brouillon');
  await expect.poll(() => app('seen.map(([name]) => name)')).toContain('ticket.conversation.changed');
  await client(practice, SUB).post('/apps/notify', { app_id: appId, event: 'ping', body: 'salut' });
  await expect.poll(() => app('seen.at(-1)')).toEqual(['api_notification.ping', { body: 'salut' }]);
  await other.close();
});
