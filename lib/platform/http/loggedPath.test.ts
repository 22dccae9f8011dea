import { readdirSync } from 'node:fs';
import { Writable } from 'node:stream';
import pino from 'pino';
import { expect, test } from 'vitest';
import { loggedPath, routeWords } from '@/lib/platform/http/loggedPath';

const id = 'efb6a00d-1f0e-4c11-9d55-7a3c5e0f9b21';
const mac = 'hu-tQ2xY7kLmN0pR4sT8vWzA';
const token = `${id}.${mac}`;

test('knows the fixed segments of all routes and pages, and no others', () => {
  const folders = readdirSync('app', { recursive: true, encoding: 'utf8' })
    .filter((file) => /(?:^|\/)(?:route\.ts|page\.tsx)$/.test(file))
    .flatMap((file) => file.split('/').slice(0, -1))
    .filter((folder) => !/[[(]/.test(folder));
  expect([...routeWords].sort()).toEqual([...new Set(folders)].sort());
});

test.each([
  ['/api/v1/reviews', '/api/v1/reviews'],
  [`/api/v1/reviews/${id}/replies`, `/api/v1/reviews/${id}/replies`],
  [`/api/zendesk/webhooks/${id}?a=b@c.test`, `/api/zendesk/webhooks/${id}`],
  ['/', '/'],
  ['', '/'],
])('keeps route and ids of %s', (path, expected) => {
  expect(loggedPath(path)).toBe(expected);
});

const secrets = [
  mac,
  'someone',
  'example.test',
  '0612345678',
  'FORGED',
  '\n',
  '\r',
  '\0',
  '\u001b',
  '\u2028',
];
const hostile = [
  `/r/${token}`,
  `/r/${token}/thanks?lang=fr`,
  `/r/${encodeURIComponent(token).replace('.', '%2E')}`,
  `/fr/r/${token}`,
  `//r//${token}`,
  `/R/${token}`,
  `/r/${id}/${mac}`,
  `/unknown/${token}`,
  `/api/public/forms/${token}/chat`,
  `/api/public/reviews/${token}/withdraw`,
  `/api/public/erasures/${token}`,
  `/api/public/unsubscribe/${token}`,
  `/unsubscribe/${token}`,
  `/erasure/${token}`,
  '/api/v1/authors/someone@example.test',
  '/api/v1/authors/someone%40example.test',
  '/api/v1/authors//someone@example.test',
  '/api/v1/authors/0612345678',
  '/api/v1/authors//0612345678',
  '/api/v1/reviews?email=someone@example.test',
  `/api/v1/reviews#${mac}`,
  `/reviews;jsessionid=${mac}`,
  `/reviews\\${token}`,
  'https://someone:FORGED@example.test/reviews',
  '/reviews/%0A{"level":30,"msg":"FORGED"}',
  '/reviews/\n{"level":30,"msg":"FORGED"}',
  '/reviews/\r\n\0\u001b[31mFORGED\u2028',
  `${'/reviews'.repeat(20)}/${token}`,
  `/${'a/'.repeat(4000)}${mac}`,
];

test.each(hostile.map((path) => [path.slice(0, 80), path]))('hides what %j carries', (_name, path) => {
  const shown = loggedPath(path);
  expect(secrets.filter((secret) => shown.includes(secret))).toEqual([]);
  expect(shown.length).toBeLessThan(400);
});

test('every line of the log is one JSON object, whatever paths and texts came in', () => {
  let written = '';
  const sink = new Writable({
    write(chunk, _encoding, done) {
      written += String(chunk);
      done();
    },
  });
  const log = pino({ base: null }, sink);
  for (const path of hostile)
    log.child({ path: loggedPath(path) }).info({ code: 'malformed', said: path }, path);
  const lines = written.trimEnd().split('\n');
  const rows = lines.map((line) => JSON.parse(line) as { path: string; msg: string });
  expect(rows.map((row) => row.msg)).toEqual(hostile);
  expect(rows.map((row) => row.path)).toEqual(hostile.map(loggedPath));
});
