/** A help desk with the app in it, and the panel as an agent uses it. */
import { expect, type Browser, type Page } from '@playwright/test';
import { british, connectTo, createAccount, signInAtBritish } from './practiceAccount';
import { finished, upload } from '../zendesk/apps/testing';
import { client, tokenOf } from '../zendesk/harness';

type Shop = { id: string; key: string };
const french: Shop = {
  id: '1c9d3f4e-7a21-4b8e-9c55-2f6e8d0a1b01',
  key: 'demo-maison-lune-fr-secret-key-0001',
};

export type Desk = Awaited<ReturnType<typeof openDesk>>;

/** Connects the website to an account of its own and installs the app there, as an administrator would by hand. */
export async function openDesk(browser: Browser, practiceUrl: string) {
  const { subdomain, zendesk } = await createAccount(practiceUrl, 'panel');
  const context = await browser.newContext();
  const page = await context.newPage();
  await signInAtBritish(page);
  await connectTo(page, subdomain);
  const zip = await (await page.request.get('/applications/zendesk/app.zip')).body();
  await context.close();
  const target = { url: practiceUrl };
  const api = client(target, subdomain);
  const appId = await build(practiceUrl, subdomain, zip);
  const install = async (title: string, { id, key }: Shop, domain: string) => {
    const settings = { name: title, title, domain, website_id: id, website_key: key };
    const made = await api.post('/apps/installations', { app_id: appId, settings });
    expect(made.status).toBe(201);
    return made.json.id;
  };
  const installationId = await install('Reviews UK', british, 'verified-reviews.co.uk');
  return {
    ...{ subdomain, zendesk, api, zip, appId, installationId, practiceUrl, secretKey: british.key },
    /** Another installation for the same website, which nobody has seen yet. */
    installAgain: () => install('Reviews UK 2', british, 'https://www.verified-reviews.co.uk/'),
    installFrench: () => install('Avis FR', french, 'avis-verifies.com'),
    /** Another app of the same package, whose key is another one, installed for the other website. */
    installOfAnotherApp: async () => {
      const other = await build(practiceUrl, subdomain, zip);
      const settings = {
        name: 'Other',
        domain: 'avis-verifies.com',
        website_id: french.id,
        website_key: french.key,
      };
      const made = await api.post('/apps/installations', { app_id: other, settings, enabled: false });
      return made.json.id;
    },
    uploadFile: async (name: string, content: string) => {
      const path = `/uploads?filename=${name}`;
      const sent = await fetch(`${practiceUrl}/${subdomain}/api/v2${path}`, {
        method: 'POST',
        headers: { authorization: tokenOf(subdomain), 'content-type': 'application/pdf' },
        body: content,
      });
      return ((await sent.json()) as { upload: { token: string } }).upload.token;
    },
  };
}

async function build(practiceUrl: string, subdomain: string, zip: Buffer): Promise<number> {
  const api = client({ url: practiceUrl }, subdomain);
  const sent = await upload(`${practiceUrl}/${subdomain}/api/v2/apps/uploads`, tokenOf(subdomain), zip);
  const { id } = (await sent.json()) as { id: number };
  const { job_id } = (await api.post('/apps', { upload_id: id, name: 'Verified Reviews' })).json;
  const job = await finished(api, `/apps/job_statuses/${job_id}`);
  expect(job.json.message).toBe('The app was built');
  return job.json.app_id;
}

export interface Complaint {
  orderRef: string;
  comment: string;
}

const basic = {
  authorization: `Basic ${Buffer.from(`${british.id}:${british.key}`).toString('base64')}`,
};

/** Sends low reviews and waits for their tickets. @returns ticket ids by order */
export async function sendReviews(page: Page, desk: Desk, complaints: Complaint[]) {
  const reviews = complaints.map(({ orderRef, comment }) => ({
    ...{ type: 'brand', orderRef, rating: 1, comment },
    author: {
      firstName: 'Rose',
      lastName: 'Hart',
      email: `${orderRef.toLowerCase()}@author.test`,
      locale: 'en',
    },
  }));
  const answer = await page.request.post('/api/v1/reviews', { headers: basic, data: { reviews } });
  expect(answer.ok()).toBe(true);
  const found = new Map<string, number>();
  await expect
    .poll(
      async () => {
        for (const ticket of await desk.zendesk.tickets(desk.subdomain)) {
          const values = Object.values(ticket.customFields);
          const order = complaints.find(({ orderRef }) => values.includes(orderRef))?.orderRef;
          if (order !== undefined) found.set(order, ticket.id);
        }
        return found.size;
      },
      { timeout: 40_000 },
    )
    .toBe(reviews.length);
  return found;
}

/** Opens a ticket as an agent; signs in where that is still to be done. */
export async function openPanel(page: Page, desk: Desk, ticketId: number | 'new', who = 'camille') {
  await page.goto(`${desk.practiceUrl}/${desk.subdomain}/agent/tickets/${ticketId}`);
  if (page.url().includes('/sign-in')) {
    await page.locator('#email').fill(`${who}@${desk.subdomain}.test`);
    await page.locator('#password').fill('zendesk-demo');
    await page.locator('main form button').click();
  }
  return agentTicket(page, desk);
}

/** The ticket that is open: its composer, and the panel of one installation beside it. */
export function agentTicket(page: Page, desk: Desk, installationId = desk.installationId) {
  const section = page.locator(`section.app[data-installation="${installationId}"]`);
  const panel = section.frameLocator('iframe');
  return {
    section,
    panel,
    /** The ticket's own composer. */
    composer: {
      text: page.locator('#body'),
      isPublic: page.locator('input[name=visibility][value=public]'),
      send: page.locator('.composer .send button'),
    },
    replies: page.locator('article.comment.reply'),
    toast: (text: string | RegExp) => page.locator('.toast').filter({ hasText: text }),
  };
}

/** Publishes, oldest first, what is older than a review: nothing must hold back the one a test is about. */
export async function publishOlder(page: Page, orderRef: string): Promise<void> {
  const waiting = '/api/v1/reviews?status=in_moderation&type=brand&limit=100';
  const { items } = (await (await page.request.get(waiting, { headers: basic })).json()) as {
    items: { id: string; orderRef: string; submittedAt: string }[];
  };
  const inOrder = items.sort((a, b) => Date.parse(a.submittedAt) - Date.parse(b.submittedAt));
  const older = inOrder.slice(
    0,
    inOrder.findIndex((one) => one.orderRef === orderRef),
  );
  for (const { id } of older) {
    const answer = await page.request.post(`/api/v1/reviews/${id}/publication`, { headers: basic });
    expect(answer.ok()).toBe(true);
  }
}
