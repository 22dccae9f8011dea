/** Who is let in, and how: unknown installations, openings that are over, and forgeries. */
import { createHmac } from 'node:crypto';
import type { Desk } from '../pages/panel';
import { agentTicket, openPanel } from '../pages/panel';
import { environment } from '../support/environment';
import { expect, test } from '../support/test';
import type { Stage } from './stage';

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

export function openings(stage: Stage): void {
  unknownInstallation(stage);
  forgeries(stage);
}

function unknownInstallation({ desk: at, ticketOf }: Stage): void {
  test('an installation nobody knows yet is let in by its secret key, which no browser sees; no cookie is needed', async ({
    page,
    context,
  }) => {
    const desk = at();
    const added = await desk.installAgain();
    const sent: string[] = [];
    page.on('request', (request) => {
      sent.push(`${request.url()} ${JSON.stringify(request.headers())} ${request.postData() ?? ''}`);
    });
    await openPanel(page, desk, ticketOf('OPEN'));
    const { panel } = agentTicket(page, desk, added);
    await expect(panel.locator('.tag.in_moderation')).toBeVisible();
    expect(sent.filter((one) => one.includes('{{setting.website_key}}'))).not.toEqual([]);
    expect(sent.filter((one) => one.includes(desk.secretKey))).toEqual([]);
    expect(await context.cookies(environment.E2E_APP_URL)).toEqual([]);
    expect((await desk.api.delete(`/apps/installations/${added}`)).status).toBe(204);
  });
}

/** Everything somebody could post instead of a token that Zendesk signed for this installation. */
async function forge(desk: Desk, sign: Sign, stranger: number): Promise<Record<string, string>> {
  const [, payload = '', signature = ''] = (await sign()).split('.');
  const pem = (await desk.api.get(`/apps/${desk.appId}/public_key`)).text;
  const shared = `${encode({ typ: 'JWT', alg: 'HS256' })}.${payload}`;
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { aud: string };
  return {
    'no algorithm': `${encode({ alg: 'none' })}.${payload}.`,
    'the public key as a shared secret': `${shared}.${createHmac('sha256', pem).update(shared).digest('base64url')}`,
    'a changed claim': `${encode({ typ: 'JWT', alg: 'RS256' })}.${encode({ ...claims, sub: 'x' })}.${signature}`,
    'another issuer': await sign({ iss: 'elsewhere.test' }),
    'no installation': await sign({ aud: `${claims.aud}x` }),
    'another host': await sign({ aud: claims.aud.replace('127.0.0.1', 'elsewhere.test') }),
    'no end': await sign({ exp: null }),
    'the key of another website’s installation': await sign({ aud: claims.aud }, stranger),
  };
}

type Sign = (claims?: Record<string, unknown>, installation?: number) => Promise<string>;

function forgeries({ desk: at, ticketOf }: Stage): void {
  test('an opening that is over asks anew by the secret key; forged ones are let in by nothing', async ({
    page,
    request,
  }) => {
    const desk = at();
    // The first opening makes the installation known; from then on its signature counts.
    const { panel } = await openPanel(page, desk, ticketOf('OPEN'));
    await expect(panel.locator('.tag.in_moderation')).toBeVisible();
    const url = `${environment.E2E_APP_URL}/zendesk/sidebar?origin=${desk.practiceUrl}&app_guid=g`;
    const sign: Sign = (claims = {}, installation = desk.installationId) =>
      desk.zendesk.signToken(desk.subdomain, installation, { url, claims });
    const open = async (token: string) => {
      const answer = await request.post(url, { form: { token } });
      const text = await answer.text();
      return {
        hasSession: text.includes('\\"session\\":\\"'),
        isRefused: text.includes('\\"refusal\\":\\"refused\\"'),
      };
    };
    expect(await open(await sign())).toEqual({ hasSession: true, isRefused: false });

    const now = Math.floor(Date.now() / 1000);
    const over = await sign({ iat: now - 7200, nbf: now - 7200, exp: now - 3600 });
    expect(await open(over)).toEqual({ hasSession: false, isRefused: false });

    const stranger = await desk.installOfAnotherApp();
    for (const [name, token] of Object.entries(await forge(desk, sign, stranger))) {
      expect({ name, ...(await open(token)) }).toEqual({ name, hasSession: false, isRefused: true });
    }
    // An installation nobody knows opens nothing by its signature.
    expect((await open(await sign({}, stranger))).hasSession).toBe(false);
  });

  test('the page may be framed by Zendesk’s hosts and by nobody else', async ({ request }) => {
    const answer = await request.get(`${environment.E2E_APP_URL}/zendesk/sidebar`);
    const policy = answer.headers()['content-security-policy'] ?? '';
    expect(/frame-ancestors ([^;]*)/.exec(policy)?.[1]).toBe(new URL(at().practiceUrl).origin);
    expect(answer.headers()['x-frame-options']).toBeUndefined();
  });
}
