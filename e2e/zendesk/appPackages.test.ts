/** Which packages of an app the practice Zendesk takes, and why it turns the others away. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { duplicateKeys } from './apps/requirements';
import { packageFiles, upload, zip } from './apps/testing';
import { readZip } from './apps/zip';
import { startForTest, tokenOf } from './harness';
import type { PracticeZendesk } from './server';

let practice: PracticeZendesk;
beforeAll(async () => {
  practice = await startForTest();
});
afterAll(() => practice.close());

const SUB = 'boutique-fr';

describe('a package', () => {
  const problemsOf = async (files: ReturnType<typeof packageFiles>) => {
    const answer = await upload(
      `${practice.url}/${SUB}/api/v2/apps/validate`,
      tokenOf(SUB),
      zip(files),
      'file',
    );
    return { status: answer.status, text: await answer.text() };
  };
  const parameter = (change: object) => ({ parameters: [{ name: 'p', ...change }], oauth: undefined });
  const en = (app: object) => ({ 'translations/en.json': JSON.stringify({ app }) });
  const labelled = en({ name: 'Reviews', parameters: { p: { label: 'P' } } });
  const requirement = (value: unknown) => ({ 'requirements.json': JSON.stringify(value) });
  const url = (address: string) => ({ location: { support: { ticket_sidebar: address } } });

  it.each([
    ['as it is', packageFiles()],
    ['with https', packageFiles(url('https://reviews.test/sidebar'))],
    ['with a file of its own', packageFiles(url('assets/logo.png'))],
    ['with an address from a setting', packageFiles(url('{{setting.website}}/x'))],
    [
      'requiring a field',
      packageFiles({}, requirement({ ticket_fields: { sale: { title: 'Sale', type: 'text' } } })),
    ],
  ])('is sound %s', async (_, files) => {
    expect(await problemsOf(files)).toEqual({ status: 200, text: '' });
  });

  it.each([
    ['no author', { author: { name: 'x' } }, {}, 'author'],
    ['no default locale', { defaultLocale: undefined }, {}, 'defaultLocale'],
    ['no framework version', { frameworkVersion: undefined }, {}, 'frameworkVersion'],
    ['an old framework', { frameworkVersion: '1.0' }, {}, 'framework version'],
    ['no location', { location: undefined }, {}, 'location'],
    ['an unknown location', { location: { support: { roof: 'https://a.test' } } }, {}, 'roof'],
    ['plain http', url('http://reviews.test/'), {}, 'https'],
    ['plain http by number', url('http://127.0.0.1:3000/'), {}, 'https'],
    ['a file that is not there', url('assets/none.html'), {}, 'does not exist'],
    ['a parameter called name', parameter({ name: 'name' }), labelled, 'name'],
    ['a password', parameter({ type: 'password' }), labelled, 'parameter type'],
    ['a dropdown', parameter({ type: 'dropdown' }), labelled, 'parameter type'],
    ['hidden and required', parameter({ type: 'hidden', required: true }), labelled, 'hidden'],
    ['an unknown scope', parameter({ secure: true, scopes: ['cookie'] }), labelled, 'scopes'],
    ['oauth without its block', parameter({ type: 'oauth' }), labelled, 'oauth'],
    ['parameters twice', { parameters: [{ name: 'p' }, { name: 'p' }] }, labelled, 'Duplicate'],
    ['a domain list that is none', { domainWhitelist: 'localhost' }, {}, 'domainWhitelist'],
    ['no translation', {}, { 'translations/en.json': undefined }, 'translations/en.json'],
    ['no name', {}, en({ parameters: {} }), 'app.name'],
    ['no label', {}, en({ name: 'Reviews' }), 'label'],
    ['a locale that is none', {}, { 'translations/french.json': '{"app":{"name":"x"}}' }, 'locale'],
    ['a broken manifest', {}, { 'manifest.json': '{' }, 'JSON'],
    ['a forbidden file', {}, { 'assets/guide.pdf': 'x' }, 'guide.pdf'],
    ['an unknown requirement', {}, requirement({ robots: {} }), 'robots'],
    ['a requirement without title', {}, requirement({ triggers: { t: {} } }), 'title'],
    ['an HTTP target', {}, requirement({ targets: { t: { title: 'x', type: 'url_target_v2' } } }), 'target'],
    [
      'a requirement twice',
      {},
      { 'requirements.json': '{"views":{"a":{"title":"1"},"a":{"title":"2"}}}' },
      'Duplicate',
    ],
  ])('is refused with %s', async (_, manifest, files, word) => {
    const { status, text } = await problemsOf(packageFiles(manifest, files));
    expect(status).toBe(400);
    expect(text).toContain(word);
  });

  it('is read whole or not at all: no flipped byte passes as another package', () => {
    const sound = zip(packageFiles());
    const before = readZip(sound);
    fc.assert(
      fc.property(fc.nat(sound.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const damaged = Buffer.from(sound);
        damaged[at] = (damaged[at] ?? 0) ^ change;
        let files: Map<string, Buffer>;
        try {
          files = readZip(damaged);
        } catch (error) {
          expect(String(error)).toContain('Cannot unzip the package');
          return;
        }
        // A name or a field nobody reads may differ; contents never do.
        const contents = [...before.values()].map(String);
        for (const content of files.values()) expect(contents).toContain(String(content));
      }),
    );
  });

  it('finds keys given twice at any depth and none elsewhere', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), (text) => {
        const value: unknown = JSON.parse(text);
        // Written again by JSON.stringify, an object has each key once.
        expect(duplicateKeys(JSON.stringify(value))).toEqual([]);
      }),
    );
    expect(duplicateKeys('{"a":[{"b":1,"b":{"a":2}}],"c":"\\"a\\":","a":3}')).toEqual(['b', 'a']);
  });
});
