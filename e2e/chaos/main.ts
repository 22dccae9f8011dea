/**
 * Kills workers, webs and database at random moments of a run of reviews and agents' replies, while Zendesk and the network have a
 * bad day, and counts both sides afterwards: `npm run chaos -- --seed 7 --minutes 5 --reviews 2000 --replies 1000 --webs 2 --workers 3`.
 * Needs a build (`npm run build`). Exit code 1 when anything is lost or doubled.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { control } from '../zendesk/control';
import { answer, account, inParallel, submit, type Shop } from './load';
import { seededRandom } from './random';
import { isSettled, judge } from './verdict';
import { clearSky, strike } from './weather';
import { World } from './world';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    reviews: { type: 'string', default: '200' },
    replies: { type: 'string', default: '100' },
    minutes: { type: 'string', default: '1' },
    webs: { type: 'string', default: '1' },
    workers: { type: 'string', default: '1' },
    port: { type: 'string', default: '3900' },
    // The account's calls a minute: the largest plan, so that the storm is what takes the time.
    calls: { type: 'string', default: '2500' },
  },
});
const seed = Number(values.seed);
const reviews = Number(values.reviews);
const replies = Number(values.replies);
const random = seededRandom(seed);
const say = (text: string) => process.stdout.write(`${text}\n`);

/** The website and its connection, made through the product's own services. */
async function setUp(world: World): Promise<Shop> {
  Object.assign(process.env, world.env);
  const { transaction, closeDatabase } = await import('@/lib/platform/db/client');
  const { makeWebsite } = await import('@/prisma/seed/factories');
  const { saveConnection } = await import('@/lib/connection/service');
  const website = await transaction((tx) => makeWebsite(tx));
  const caller = {
    websiteId: website.id,
    merchantId: website.merchantId,
    userId: randomUUID(),
    name: 'Chaos',
    requestId: 'chaos',
  };
  await saveConnection(caller, {
    method: 'oauth_client_credentials',
    subdomain: account,
    clientId: 'verified_reviews',
    secret: `zs-${account}-demo-secret`,
    exemptNotifications: true,
    version: 0,
  });
  await closeDatabase();
  await control(world.practice.url).change(account, {
    limits: { requests: Number(values.calls) },
    // A whole day of agents' answers arrives in minutes: counted as theirs, they would leave us no update at all.
    behaviour: { ignoresAgentUpdates: true },
  });
  return { webUrl: world.webUrl, websiteId: website.id, secretKey: website.secretKey };
}

async function waitFor(what: string, isTrue: () => Promise<boolean>, timeoutMs: number): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await isTrue().catch(() => false))) {
    if (Date.now() > deadline) throw new Error(`gave up waiting: ${what}`);
    await sleep(250);
  }
}

type Tally = Map<string, number>;

/** Random victims and bad weather at random moments; far enough apart that something gets done, close enough to hit it half done. */
async function storm(world: World, endsAt: number): Promise<Tally> {
  const tally: Tally = new Map();
  const note = (what: string) => tally.set(what, (tally.get(what) ?? 0) + 1);
  while (Date.now() < endsAt) {
    await sleep(800 + random() * 3_000);
    const dice = random();
    const pauseMs = random() * 1_000;
    const pick = (count: number) => Math.floor(random() * count);
    if (dice < 0.25)
      await world.kill('worker', pick(world.crew.worker), pauseMs).then(() => note('worker killed'));
    else if (dice < 0.45)
      await world.kill('web', pick(world.crew.web), pauseMs).then(() => note('web killed'));
    else if (dice < 0.55) await world.killDatabase(pauseMs).then(() => note('database killed'));
    else note(await strike(world.practice.url, random));
  }
  return tally;
}

const folder = await mkdtemp(join(tmpdir(), 'chaos-'));
// The database server may run as another account and must get in.
await chmod(folder, 0o755);
const port = Number(values.port);
const world = await World.open(
  folder,
  { web: port, practice: port + 1 },
  { web: Number(values.webs), worker: Number(values.workers) },
  {
    authSecret: randomBytes(32).toString('base64'),
    encryptionKeys: `chaos:${randomBytes(32).toString('base64')}`,
  },
);
let failures = 0;
try {
  const shop = await setUp(world);
  world.startAll();
  await waitFor('the product to be ready', () => world.isReady(), 60_000);
  const startedAt = Date.now();
  const orders = Array.from(
    { length: reviews },
    (_order, index) => `CHAOS-${seed}-${String(index + 1).padStart(5, '0')}`,
  );
  const spreadMs = Number(values.minutes) * 50_000;
  const traffic = Promise.all([
    inParallel(orders, { width: 8, spreadMs }, (orderRef) => submit(shop, orderRef)),
    inParallel(orders.slice(0, replies), { width: 4, spreadMs }, (orderRef) =>
      answer(world.practice.url, orderRef),
    ),
  ]);
  traffic.catch(() => undefined);
  const tally = await storm(world, startedAt + Number(values.minutes) * 60_000);
  await clearSky(world.practice.url);
  await traffic;
  const events = [...tally].map(([what, times]) => `${what} ${times}`).join(', ');
  say(`seed ${seed}: ${Math.round((Date.now() - startedAt) / 1000)} s; ${events}`);
  await waitFor('everything to settle', () => isSettled(world.env.DATABASE_URL, { replies }), 600_000).catch(
    (error: unknown) => say(String(error)),
  );
  const findings = await judge({
    databaseUrl: world.env.DATABASE_URL,
    practiceUrl: world.practice.url,
    folder,
    reviews,
    replies,
  });
  for (const { what, expected, found } of findings) {
    const isRight = expected === found;
    failures += isRight ? 0 : 1;
    say(`${isRight ? 'ok   ' : 'WRONG'} ${what}: ${found}${isRight ? '' : ` (expected ${expected})`}`);
  }
} finally {
  await world.close();
  if (failures === 0) await rm(folder, { recursive: true, force: true });
  else say(`Logs are kept in ${folder}`);
}
say(`${failures === 0 ? 1 : 0} passed, ${failures === 0 ? 0 : 1} failed, 0 skipped`);
process.exitCode = failures === 0 ? 0 : 1;
