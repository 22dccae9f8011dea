/** The sidebar app in a practice account, as its administrator and the merchant would bring it there: for the spec and the pictures. */
import type { APIRequestContext, BrowserContext, Page } from '@playwright/test';

export type Places = { appUrl: string; practiceUrl: string; account: string };
export type Shop = { websiteId: string; secretKey: string };

const adminOf = (account: string) =>
  `Basic ${Buffer.from(`admin@${account}.test/token:zt-${account}-demo-token`).toString('base64')}`;

/** Waits for a condition that another process brings about. */
export async function eventually<T>(read: () => Promise<T | null | undefined>, what: string): Promise<T> {
  const deadline = Date.now() + 45_000;
  for (;;) {
    const value = await read();
    if (value) return value;
    if (Date.now() > deadline) throw new Error(`never came: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** The demonstration's merchant, in a context whose base address is the product's. */
export async function signInMerchant(page: Page): Promise<void> {
  await page.goto('/');
  await page.locator('input[type="email"]').fill('merchant@demo.test');
  await page.locator('input[type="password"]').fill('demo-demo-demo');
  await page.locator('form button[type="submit"]').first().click();
  await page.waitForURL('**/reviews');
}

/** Connects the signed-in merchant's website to the account, if it is not yet, and tells its codes. */
export async function connectShop(page: Page, { account }: Places): Promise<Shop> {
  const codes = await page.request.post('/api/websites/secret-key');
  const { secretKey } = (await codes.json()) as { secretKey: string };
  await page.goto('/account/integration-codes');
  const websiteId = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/.exec(
    await page.locator('main').innerText(),
  )?.[0];
  if (!websiteId) throw new Error('the integration codes page names no website');
  const data = {
    method: 'api_token',
    subdomain: account,
    email: `admin@${account}.test`,
    secret: `zt-${account}-demo-token`,
    version: 0,
  };
  const answer = await page.request.put('/api/applications/zendesk', { data });
  // 409: it is connected already.
  if (!answer.ok() && answer.status() !== 409) throw new Error(`not connected: ${await answer.text()}`);
  return { websiteId, secretKey };
}

async function callZendesk(
  request: APIRequestContext,
  { practiceUrl, account }: Places,
  path: string,
  data?: object,
) {
  const url = `${practiceUrl}/${account}/api/v2${path}`;
  const headers = { authorization: adminOf(account) };
  const answer = data ? await request.post(url, { headers, data }) : await request.get(url, { headers });
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
  return (await answer.json()) as Record<string, never>;
}

/** Uploads the package the product hands out, builds it and installs it for one website. @returns the installation's id. */
export async function installApp(
  page: Page,
  places: Places,
  shop: Shop,
  title: string,
  domain: string,
): Promise<number> {
  const buffer = await (await page.request.get('/applications/zendesk/app.zip')).body();
  const { practiceUrl, account } = places;
  const sent = await page.request.post(`${practiceUrl}/${account}/api/v2/apps/uploads.json`, {
    headers: { authorization: adminOf(account) },
    multipart: { uploaded_data: { name: 'app.zip', mimeType: 'application/zip', buffer } },
  });
  const { id: upload_id } = (await sent.json()) as { id: number };
  const app = { upload_id, name: 'Verified Reviews', short_description: 'Reviews' };
  const { job_id: job } = await callZendesk(page.request, places, '/apps', app);
  const built = await eventually(async () => {
    const answer = await callZendesk(page.request, places, `/apps/job_statuses/${String(job)}`);
    return answer.status === 'completed' ? answer : null;
  }, 'the built app');
  const settings = {
    name: title,
    title,
    domain,
    website_id: shop.websiteId,
    website_key: shop.secretKey,
  };
  const made = await callZendesk(page.request, places, '/apps/installations', {
    app_id: built.app_id,
    settings,
  });
  return Number(made.id);
}

/** A ticket that belongs to no review. @returns its number. */
export async function createTicket(
  request: APIRequestContext,
  places: Places,
  subject: string,
  more: { requester: { name: string; email: string }; external_id?: string },
): Promise<string> {
  const ticket = { subject, comment: { body: subject }, ...more };
  const made = (await callZendesk(request, places, '/tickets', { ticket })) as unknown as {
    ticket: { id: number };
  };
  return String(made.ticket.id);
}

/** A review as the shop submits it. @returns its id. */
export async function submitReview(
  request: APIRequestContext,
  { appUrl }: Places,
  shop: Shop,
  review: object,
): Promise<string> {
  const authorization = `Basic ${Buffer.from(`${shop.websiteId}:${shop.secretKey}`).toString('base64')}`;
  const answer = await request.post(`${appUrl}/api/v1/reviews`, { headers: { authorization }, data: review });
  if (!answer.ok()) throw new Error(`review refused: ${await answer.text()}`);
  return ((await answer.json()) as { id: string }).id;
}

/** Waits for the ticket of a review. @returns its number. */
export async function ticketOf(
  request: APIRequestContext,
  { appUrl }: Places,
  shop: Shop,
  reviewId: string,
): Promise<string> {
  const authorization = `Basic ${Buffer.from(`${shop.websiteId}:${shop.secretKey}`).toString('base64')}`;
  return eventually(async () => {
    const answer = await request.get(`${appUrl}/api/v1/reviews/${reviewId}`, { headers: { authorization } });
    return ((await answer.json()) as { zendeskTicket: { id: string | null } | null }).zendeskTicket?.id;
  }, `the ticket of ${reviewId}`);
}

/** An agent at a ticket, with the panels beside it. */
export async function openTicket(
  context: BrowserContext,
  places: Places,
  agent: string,
  ticketId: string,
): Promise<Page> {
  const page = await context.newPage();
  const base = `${places.practiceUrl}/${places.account}/agent`;
  await page.goto(`${base}/tickets/${ticketId}`);
  if (page.url().includes('sign-in')) {
    await page.locator('input[name="email"]').fill(`${agent}@${places.account}.test`);
    await page.locator('input[name="password"]').fill('zendesk-demo');
    await page.locator('form button').last().click();
    await page.waitForURL(`**/tickets/${ticketId}`);
  }
  return page;
}
