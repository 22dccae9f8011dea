/**
 * Kills worker, web and database at random moments of a run of reviews and agents' replies, and counts both sides afterwards:
 * `npm run chaos -- --seed 7 --reviews 200 --replies 100`. Needs a build (`npm run build`). Exit code 1 when anything is lost or doubled.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { answer, account, inParallel, submit, type Shop } from './load';
import { seededRandom } from './random';
import { isSettled, judge } from './verdict';
import { World, type Victim } from './world';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    reviews: { type: 'string', default: '200' },
    replies: { type: 'string', default: '100' },
    kills: { type: 'string', default: '12' },
    port: { type: 'string', default: '3900' },
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
  const { saveConnection } = await import('@/lib/applications/service');
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
  return { webUrl: world.webUrl, websiteId: website.id, secretKey: website.secretKey };
}

async function waitFor(what: string, isTrue: () => Promise<boolean>, timeoutMs: number): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await isTrue().catch(() => false))) {
    if (Date.now() > deadline) throw new Error(`gave up waiting: ${what}`);
    await sleep(250);
  }
}

/** Random victims at random moments; long enough apart that something gets done in between, short enough to hit it half done. */
async function storm(world: World, count: number): Promise<Record<Victim, number>> {
  const kills = { web: 0, worker: 0, database: 0 };
  const victims: Victim[] = ['worker', 'web', 'database'];
  for (let kill = 0; kill < count; kill++) {
    await sleep(1_500 + random() * 5_000);
    const victim = victims[Math.floor(random() * victims.length)] as Victim;
    kills[victim]++;
    await world.killAndRestart(victim, random() * 1_000);
  }
  return kills;
}

const folder = await mkdtemp(join(tmpdir(), 'chaos-'));
// The database server may run as another account and must get in.
await chmod(folder, 0o755);
const port = Number(values.port);
const world = await World.open(
  folder,
  { web: port, practice: port + 1 },
  {
    authSecret: randomBytes(32).toString('base64'),
    encryptionKeys: `chaos:${randomBytes(32).toString('base64')}`,
  },
);
let failures = 0;
try {
  const shop = await setUp(world);
  world.start('web');
  world.start('worker');
  await waitFor('the product to be ready', () => world.isReady(), 60_000);
  const startedAt = Date.now();
  const orders = Array.from(
    { length: reviews },
    (_order, index) => `CHAOS-${seed}-${String(index + 1).padStart(5, '0')}`,
  );
  const traffic = Promise.all([
    inParallel(orders, 4, (orderRef) => submit(shop, orderRef)),
    inParallel(orders.slice(0, replies), 2, (orderRef) => answer(world.practice.url, orderRef)),
  ]);
  traffic.catch(() => undefined);
  const kills = await storm(world, Number(values.kills));
  await traffic;
  say(
    `seed ${seed}: killed worker ${kills.worker}, web ${kills.web}, database ${kills.database} times in ${Math.round((Date.now() - startedAt) / 1000)} s`,
  );
  await waitFor('everything to settle', () => isSettled(world.env.DATABASE_URL, { replies }), 300_000).catch(
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
