/** Who is let into a panel, and to which reviews. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { as, openPanels, type Panels } from '@/app/api/zendesk/sidebar/testPanels';
import { ask, installApp, openTicket, type Installed } from '@/lib/sidebar/testing/panels';
import type { openSession as OpenSession } from '@/lib/sidebar/session';
import { settingNames } from '@/lib/sidebar/package/manifest';
import { account, type Stage } from '@/lib/sync/testing/stage';

let panels: Panels;
let stage: Stage;
let installed: Installed;
let openSigned: (token: string) => Promise<{ session: string } | null>;
let openSession: typeof OpenSession;
let other: { id: string; secretKey: string };

beforeAll(async () => {
  panels = await openPanels();
  stage = panels.stage;
  const { makeWebsite } = await import('@/prisma/seed/factories');
  other = await stage.transaction((tx) => makeWebsite(tx, { name: 'Maison Voisine' }));
  ({ openSigned } = await import('@/lib/sidebar/installations'));
  ({ openSession } = await import('@/lib/sidebar/session'));
  installed = await installApp(stage, account, settingsOf(stage.website));
}, 60_000);
afterAll(() => stage.close());

const settingsOf = ({ id, secretKey }: { id: string; secretKey: string }) => ({
  title: 'Verified-Reviews FR',
  domain: 'https://www.avis-verifies.com/',
  website_id: id,
  [settingNames.key]: secretKey,
});

describe('letting a panel in', () => {
  it('by the secret key as Zendesk’s proxy sends it, encoded or not, and by no wrong one', async () => {
    const { id, secretKey } = stage.website;
    const body = { agentId: await panels.agentId('camille') };
    const open = (authorization: string) =>
      ask(panels.routes.session.POST, { method: 'POST', headers: { authorization }, body });
    const encoded = Buffer.from(`${id}:${secretKey}`).toString('base64');
    expect((await open(`Basic ${id}:${secretKey}`)).status).toBe(200);
    expect((await open(`Basic ${encoded}`)).status).toBe(200);
    for (const wrong of [`Basic ${id}:x`, `Basic ${id}:${other.secretKey}`, `Basic ${id}:`, 'Basic', ''])
      expect((await open(wrong)).status).toBe(401);
  });

  it('only for agents of the account', async () => {
    const { ticketId } = await panels.ticketOf();
    const customer = (await stage.zendesk.users(account)).find(({ role }) => role === 'end-user');
    const { sealSession } = await import('@/lib/sidebar/session');
    const provenAgentId = String(customer?.id ?? 1);
    const session = sealSession(
      { websiteId: stage.website.id, installation: null, provenAgentId },
      new Date(),
    );
    expect((await panels.panelOf(session, ticketId)).status).toBe(403);
  });

  it('by the right key, however many wrong ones came from the same address', async () => {
    const { id, secretKey } = stage.website;
    const headers = (key: string) => ({
      authorization: `Basic ${id}:${key}`,
      'x-forwarded-for': '203.0.113.9',
    });
    const open = async (key: string) =>
      (await ask(panels.routes.session.POST, { method: 'POST', headers: headers(key), body: {} })).status;
    const wrong = await Promise.all(Array.from({ length: 40 }, (_, number) => open(`wrong-${number}`)));
    expect(new Set(wrong)).toEqual(new Set([401, 429]));
    expect(await open(secretKey)).toBe(200);
  });

  it('refuses a domain of another platform and understands any spelling of the right one', async () => {
    const headers = { authorization: `Basic ${stage.website.id}:${stage.website.secretKey}` };
    const open = async (domain: string) =>
      ask(panels.routes.session.POST, {
        method: 'POST',
        headers,
        body: { agentId: await panels.agentId('camille'), domain },
      });
    const refused = await open('verified-reviews.co.uk');
    expect([refused.status, refused.json.errors]).toMatchObject([422, [{ code: 'domain_mismatch' }]]);
    expect((await open(' HTTPS://www.Avis-Verifies.com/ ')).status).toBe(200);
  });

  it('by signature once the installation is known, with the key the account gives out', async () => {
    const { ticketId } = await panels.ticketOf();
    const read = async () =>
      (await openTicket(stage, account, 'camille', Number(ticketId))).find(
        (launch) => launch.installationId === installed.installationId,
      )?.token ?? '';
    expect(await openSigned(await read())).toBeNull();
    const { appId, installationId } = installed;
    const unknown = { appId: String(appId), installationId: String(installationId) };
    const named = openSession(await panels.keySessionOf({ ...unknown, opening: await read() }), new Date());
    expect(named?.session.provenAgentId).toBe(await panels.agentId('camille'));
    const unnamed = openSession(await panels.keySessionOf({ ...unknown, opening: 'x.y.z' }), new Date());
    expect(unnamed?.session.provenAgentId).toBeNull();
    const token = await read();
    const opened = await openSigned(token);
    // The signed part tells, whatever the signature's spelling.
    for (const again of [token, `${token}=`, ` ${token}`, token])
      await expect(openSigned(again)).rejects.toMatchObject({
        code: expect.stringMatching(/session_ended|unauthorized/) as string,
      });
    const { status, json } = await panels.panelOf(opened?.session ?? '', ticketId);
    expect([status, json.kind]).toEqual([200, 'review']);
    const row = await stage.db.appInstallation.findFirstOrThrow({ where: { websiteId: stage.website.id } });
    expect(row.publicKey).toMatch(/^-----BEGIN PUBLIC KEY-----/);
  });

  it('does not believe an installation that says it is of another website', async () => {
    const { appId, installationId } = await installApp(stage, account, settingsOf(other));
    await panels.keySessionOf({ appId: String(appId), installationId: String(installationId) });
    const where = { installationId: BigInt(installationId) };
    expect(await stage.db.appInstallation.count({ where })).toBe(0);
  });

  it('ends every panel of an installation that is taken away', async () => {
    const { ticketId } = await panels.ticketOf();
    const row = await stage.db.appInstallation.create({
      data: { websiteId: stage.website.id, subdomain: account, appId: 9n, installationId: 900n },
    });
    const { sealSession } = await import('@/lib/sidebar/session');
    const session = sealSession(
      {
        websiteId: stage.website.id,
        installation: row.id,
        provenAgentId: await panels.agentId('camille'),
      },
      new Date(),
    );
    expect((await panels.panelOf(session, ticketId)).status).toBe(200);
    await stage.db.appInstallation.delete({ where: { id: row.id } });
    const { status, json } = await panels.panelOf(session, ticketId);
    expect([status, json.code]).toEqual([401, 'session_ended']);
    expect((await panels.panelOf(`${session}x`, ticketId)).status).toBe(401);
  });

  it('never to a review whose ticket had this number in the account before this one', async () => {
    const { id } = await panels.ticketOf();
    const left = { subdomain: 'left-behind', ticketId: 424_242n };
    await stage.db.ticketLink.update({ where: { reviewId: id }, data: left });
    const { json } = await panels.panelOf(await panels.sessionOf(), String(left.ticketId));
    expect(json.kind).toBe('wrong');
  });

  it('never to a review of another website, whatever ticket is named', async () => {
    const { ticketId } = await panels.ticketOf();
    const session = await panels.sessionOf('camille', other);
    const { json } = await panels.panelOf(session, ticketId);
    expect(json.kind).toBe('wrong');
    const refused = await ask(panels.routes.publication.POST, {
      method: 'POST',
      headers: as(session),
      body: { ticketId },
    });
    expect(refused.status).toBe(404);
  });
});
