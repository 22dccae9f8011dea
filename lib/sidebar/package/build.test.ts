import { unzipSync } from 'fflate';
import { describe, expect, it, vi } from 'vitest';
import { buildAppPackage, listPackageFiles } from '@/lib/sidebar/package/build';
import { toManifest } from '@/lib/sidebar/package/manifest';

const live = 'https://reviews.example';
const read = (files: Record<string, Uint8Array>, path: string) =>
  JSON.parse(new TextDecoder().decode(files[path])) as never;

const parameterTypes = ['text', 'checkbox', 'url', 'number', 'multiline', 'hidden', 'oauth'];
const scopes = [
  'header',
  'body',
  'url',
  'jwt_secret_key',
  'jwt_claim',
  'basic_auth_username',
  'basic_auth_password',
];

/** The rules of Zendesk's validator, as far as they touch a package like ours: what it would say against these files. */
function findFaults(files: Record<string, Uint8Array>): string[] {
  const manifest = read(files, 'manifest.json') as ReturnType<typeof toManifest>;
  const faults: string[] = [];
  const check = (rule: string, holds: boolean) => {
    if (!holds) faults.push(rule);
  };
  check('author', Boolean(manifest.author.name && manifest.author.email));
  check('frameworkVersion', manifest.frameworkVersion === '2.0');
  check('defaultLocale file', `translations/${manifest.defaultLocale}.json` in files);
  for (const { url } of Object.values(manifest.location.support)) {
    const { protocol, hostname } = new URL(url);
    check(`location ${url}`, protocol === 'https:' || hostname === 'localhost');
  }
  const names: string[] = manifest.parameters.map(({ name }) => name);
  check('parameter names', new Set(names).size === names.length && !names.includes('name'));
  for (const parameter of manifest.parameters) {
    check(`type of ${parameter.name}`, parameterTypes.includes(parameter.type));
    check(
      `scopes of ${parameter.name}`,
      (parameter.scopes ?? []).every((scope) => scopes.includes(scope)),
    );
    check(`secure ${parameter.name} has scopes`, !parameter.secure || (parameter.scopes ?? []).length > 0);
  }
  for (const path of Object.keys(files)) {
    check(`kind of ${path}`, /\.(json|png|svg|html|css|js|md)$/.test(path));
    const locale = /^translations\/(.+)\.json$/.exec(path)?.[1];
    if (!locale) continue;
    check(`name of ${path}`, /^[a-z]{2,3}(-\w{2,3})?$/.test(locale));
    const { app } = read(files, path) as {
      app: { name?: string; parameters: Record<string, { label?: string }> };
    };
    check(`app.name in ${path}`, Boolean(app.name));
    for (const name of names) check(`words of ${name}`, !/secret|password|api_key|token/i.test(name));
    for (const name of names) check(`label of ${name} in ${path}`, Boolean(app.parameters[name]?.label));
  }
  return faults;
}

describe('the app package', () => {
  it.each([live, 'http://localhost:3000', 'http://127.0.0.1:3000'])(
    'passes the rules of Zendesk’s validator for %s',
    (appUrl) => {
      expect(findFaults(listPackageFiles(appUrl))).toEqual([]);
    },
  );

  it('notices a package that breaks the rules', () => {
    const files = listPackageFiles(live);
    const manifest = toManifest(live);
    const broken = new TextEncoder().encode(
      JSON.stringify({ ...manifest, parameters: [{ name: 'name', type: 'password', secure: true }] }),
    );
    const faults = findFaults({ ...files, 'manifest.json': broken, 'assets/help.pdf': new Uint8Array() });
    expect(faults).toEqual(
      expect.arrayContaining([
        'parameter names',
        'type of name',
        'secure name has scopes',
        'kind of assets/help.pdf',
      ]),
    );
  });

  it('is the same file whenever and wherever it is built', () => {
    const { zip, hash } = buildAppPackage(live);
    vi.stubEnv('TZ', 'Pacific/Auckland');
    const again = buildAppPackage(`${live}/`);
    vi.unstubAllEnvs();
    expect(again).not.toBe(buildAppPackage(live));
    expect([again.hash, again.zip.length]).toEqual([hash, zip.length]);
  });

  it('holds each file once, as listed', () => {
    const unzipped = unzipSync(buildAppPackage(live).zip);
    const listed = listPackageFiles(live);
    expect(Object.keys(unzipped)).toEqual(Object.keys(listed));
    for (const [path, content] of Object.entries(listed))
      expect(Buffer.from(unzipped[path] ?? []).equals(content)).toBe(true);
  });

  it('names this deployment, five languages, and a secret that only a request’s header may carry', () => {
    const files = listPackageFiles(live);
    const manifest = read(files, 'manifest.json') as ReturnType<typeof toManifest>;
    expect(manifest.location.support.ticket_sidebar.url).toBe('https://reviews.example/zendesk/sidebar');
    expect(manifest.domainWhitelist).toEqual(['reviews.example']);
    expect(manifest.parameters.at(-1)).toMatchObject({
      name: 'website_key',
      secure: true,
      scopes: ['header'],
    });
    expect(Object.keys(files).filter((path) => path.startsWith('translations/'))).toHaveLength(5);
    expect(Buffer.from(files['assets/logo.png'] ?? []).readUInt32BE(16)).toBe(320);
    expect(Buffer.from(files['assets/logo-small.png'] ?? []).readUInt32BE(16)).toBe(128);
  });

  it('refuses a deployment Zendesk would not show', () => {
    expect(() => toManifest('http://reviews.example')).toThrow(/https/);
  });
});
