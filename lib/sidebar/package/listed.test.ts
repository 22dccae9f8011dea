import { inflateSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import {
  listPackageFiles,
  packFiles,
  privatePackage,
  readPicture,
  type PackageKind,
} from '@/lib/sidebar/package/build';
import { listedPackage, screenshots } from '@/lib/sidebar/package/listed';
import type { toManifest } from '@/lib/sidebar/package/manifest';
import { packageLocales, type PackageWords } from '@/lib/sidebar/package/translations';

const host = 'https://reviews.example';
const listed = () => listPackageFiles(host, listedPackage);
const text = (files: Record<string, Uint8Array>, path: string) => new TextDecoder().decode(files[path]);
const manifestOf = (files: Record<string, Uint8Array>) =>
  JSON.parse(text(files, 'manifest.json')) as ReturnType<typeof toManifest>;
const wordsIn = (files: Record<string, Uint8Array>, locale: string) =>
  (JSON.parse(text(files, `translations/${locale}.json`)) as PackageWords).app;

type Png = { size: [number, number]; hasAlpha: boolean; row: (line: number) => Buffer };

/** Rows are still filtered, which the first pixel of an unfiltered or left-filtered row is not. */
function readPng(name: string): Png {
  const bytes = Buffer.from(readPicture(name));
  const data: Buffer[] = [];
  for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at))
    if (bytes.toString('latin1', at + 4, at + 8) === 'IDAT')
      data.push(bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at)));
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  const hasAlpha = bytes[25] === 6;
  const stride = 1 + width * (hasAlpha ? 4 : 3);
  const pixels = inflateSync(Buffer.concat(data));
  const row = (line: number) => pixels.subarray(line * stride, (line + 1) * stride);
  return { size: [width, height], hasAlpha, row };
}

describe.each<[string, PackageKind]>([
  ['private', privatePackage],
  ['listed', listedPackage],
])('the %s package', (name, kind) => {
  const files = listPackageFiles(host, kind);

  it('has the keys and lengths Zendesk asks for', () => {
    const manifest = manifestOf(files);
    expect(manifest.private).toBe(name === 'private');
    expect(manifest.name.length).toBeLessThanOrEqual(40);
    expect(manifest.name).not.toMatch(/zendesk/i);
    expect(manifest.author).toEqual({
      name: expect.any(String),
      email: expect.stringContaining('@'),
      url: host,
    });
    expect([manifest.defaultLocale, manifest.frameworkVersion]).toEqual(['en', '2.0']);
    expect(manifest.domainWhitelist).toEqual(['reviews.example']);
    expect(text(files, 'manifest.json')).not.toMatch(/secret|password|api_key/i);
  });

  it.each(packageLocales)('says in %s what it is, within 80 characters, and how it is set up', (locale) => {
    const words = wordsIn(files, locale);
    expect(words.name).toBe('Verified Reviews');
    expect(words.short_description.length).toBeLessThanOrEqual(80);
    expect(words.long_description).not.toBe('');
    expect(words.installation_instructions).not.toBe('');
  });

  it('is the same file wherever and whenever it is packed', () => {
    const once = packFiles(files);
    vi.stubEnv('TZ', 'Pacific/Auckland');
    const again = packFiles(listPackageFiles(`${host}/`, kind));
    vi.unstubAllEnvs();
    expect(Buffer.from(again).equals(once)).toBe(true);
  });
});

describe('the listed package', () => {
  it('is one for everybody: what a merchant fills in is asked for, and the address is fixed', () => {
    const { parameters, location } = manifestOf(listed());
    expect(parameters.every((parameter) => parameter.required && !('default' in parameter))).toBe(true);
    expect(Object.values(location.support).map(({ url }) => url)).toEqual([
      'https://reviews.example/zendesk/sidebar',
      'https://reviews.example/zendesk/sidebar',
    ]);
  });

  it.each(['http://localhost:3000', 'http://127.0.0.1:3000', 'http://reviews.example'])(
    'is refused for %s, which no customer could reach',
    (address) => {
      expect(() => listPackageFiles(address, listedPackage)).toThrow(/public|https/);
    },
  );

  it.each(packageLocales)('has texts in %s as Markdown, headings below the page’s own', (locale) => {
    const { long_description, installation_instructions } = wordsIn(listed(), locale);
    for (const markdown of [long_description, installation_instructions]) {
      expect(markdown.match(/^## \S/gm)?.length).toBeGreaterThanOrEqual(3);
      expect(markdown).not.toMatch(/^# |<[a-z]/m);
      expect(markdown.length).toBeLessThan(65_000);
    }
    expect(long_description).toMatch(/^- /m);
    expect(installation_instructions.match(/^\d\. /gm)).toHaveLength(8);
  });

  it('differs from the private one by the flag, the two texts and the pictures only', () => {
    const { private: _flag, ...manifest } = manifestOf(listed());
    const { private: _other, ...own } = manifestOf(listPackageFiles(host));
    expect(manifest).toEqual(own);
    const more = Object.keys(listed()).filter((path) => !(path in listPackageFiles(host)));
    expect(more).toEqual(['assets/banner.png', ...screenshots.map((name) => `assets/${name}`)]);
  });
});

describe('the pictures', () => {
  it.each<[name: string, width: number, height: number]>([
    ['logo.png', 320, 320],
    ['logo-small.png', 128, 128],
    ['banner.png', 830, 200],
    ...screenshots.map((name): [string, number, number] => [name, 1024, 768]),
  ])('%s is %d × %d and below 500 kB', (name, width, height) => {
    expect(readPng(name).size).toEqual([width, height]);
    expect(readPicture(name).length).toBeLessThan(500_000);
  });

  it('fills the logo’s square to its corners, which Zendesk rounds itself', () => {
    const { hasAlpha } = readPng('logo.png');
    expect(hasAlpha).toBe(false);
  });

  it('leaves the ground of the small logo see-through', () => {
    const { hasAlpha, row } = readPng('logo-small.png');
    expect([hasAlpha, [...row(0).subarray(1, 5)]]).toEqual([true, [0, 0, 0, 0]]);
  });
});
