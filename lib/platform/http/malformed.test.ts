import { createServer } from 'node:http';
import { connect } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findMalformed, refuseMalformed } from '@/lib/platform/http/malformed';
import { parseJson } from '@/lib/platform/http/json';
import { isOwnOrigin } from '@/lib/platform/http/origin';
import { toStoredKey } from '@/lib/platform/http/rateLimit';

test.each([
  ['GET', '/api/v1/reviews/%zz', 400],
  ['GET', '/api/v1/reviews/%F0%9F', 400],
  ['GET', '/certificate/%C0%AF', 400],
  ['GET', '/%', 400],
  ['POST', '/api/public/forms/%00/chat', 400],
  ['GET', '/api/auth/error?error=%00', 400],
  ['GET', `/${'a'.repeat(9000)}`, 400],
  ['OPTIONS', '*', 400],
  ['GET', 'http://elsewhere.example/', 400],
  ['TRACE', '/', 405],
  ['PROPFIND', '/reviews', 405],
])('%s %s is answered %i', (method, target, status) => {
  expect(findMalformed(method, target)?.status).toBe(status);
});

test.each([
  ['GET', '/reviews?q=50%25+%zz'],
  ['GET', '/certificate/caf%C3%A9'],
  ['OPTIONS', '/api/v1/reviews'],
  ['HEAD', '/'],
])('%s %s goes on', (method, target) => {
  expect(findMalformed(method, target)).toBeNull();
});

const notes: string[] = [];
const server = createServer((request, response) => {
  if (!refuseMalformed(request, response, (_facts, words) => notes.push(words))) response.end('page');
});
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => {
  server.close();
});

async function send(line: string): Promise<string> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.end(`${line} HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\n\r\n`);
  let answer = '';
  for await (const chunk of socket) answer += String(chunk);
  return answer;
}

test('a page that cannot be addressed is a problem with a request id', async () => {
  const answer = await send('GET /reviews/%zz');
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  expect(answer).toMatch(/x-request-id: [\w-]{36}/);
  expect(answer).toMatch(/"code":"malformed"/);
  expect(await send('TRACE /')).toMatch(/^HTTP\/1\.1 405 /);
  expect(await send('GET /reviews')).toMatch(/^HTTP\/1\.1 200 /);
  expect(notes).toHaveLength(2);
});

const origins = [
  'null',
  'http://',
  'about:blank',
  'https://a.example, https://b.example',
  'https://a.example https://b.example',
  'not an address',
  'https://shop.example.evil.example',
  'file://shop.example',
  'https://shop.example:444',
  'https://user@shop.example',
];
test.each(origins)('the origin %s is not ours', (origin) => {
  expect(isOwnOrigin(origin, 'shop.example')).toBe(false);
});
test('our own origin is', () => {
  expect(isOwnOrigin('https://shop.example', 'shop.example')).toBe(true);
  expect(isOwnOrigin('http://127.0.0.1:3100', '127.0.0.1:3100')).toBe(true);
});

test('JSON is parsed up to the depth of any shape of ours', () => {
  const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
  expect(() => parseJson(nested(5000))).toThrow(/nests/);
  expect(() => parseJson('{"a":'.repeat(1000))).toThrow(/nests/);
  expect(() => parseJson(`{"a":"\\"",  "b":${nested(40)}}`)).toThrow(/nests/);
  expect(() => parseJson('"'.repeat(3))).toThrow(/JSON/);
  expect(parseJson(nested(30))).toBeInstanceOf(Array);
  expect(parseJson(JSON.stringify({ a: `\\"${'['.repeat(500)}` }))).toHaveProperty('a');
});

test('a limit’s key fits its column whatever the caller sends', () => {
  for (const key of ['a'.repeat(300), 'a\0b', 'é'.repeat(200), '\ud800']) {
    expect(toStoredKey(key)).toMatch(/^[\w-]{43}$/);
  }
  expect(toStoredKey('a'.repeat(300))).not.toBe(toStoredKey('a'.repeat(301)));
  expect(toStoredKey('203.0.113.7')).toBe('203.0.113.7');
});
