/** The app's package for this deployment, byte for byte the same on every machine and every day. */
import { createHash } from 'node:crypto';
import { zipSync, type Zippable } from 'fflate';
import { toPngIcon, toSvgIcon } from '@/lib/sidebar/package/icon';
import { toManifest } from '@/lib/sidebar/package/manifest';
import { packageLocales, toPackageWords } from '@/lib/sidebar/package/translations';

export type AppPackage = {
  fileName: string;
  zip: Uint8Array<ArrayBuffer>;
  /** SHA-256 in hex: an installation made from another package is behind. */
  hash: string;
};

/** The earliest day a zip can name; local parts, because that is what the format stores. */
const fixedTime = () => new Date(1980, 0, 1, 0, 0, 0);
const text = (value: string) => new TextEncoder().encode(value);
const json = (value: unknown) => text(`${JSON.stringify(value, null, 2)}\n`);

/** The same for every deployment, and the slow part. */
const drawn = new Map<number, Buffer>();
function drawOnce(size: number): Buffer {
  const icon = drawn.get(size) ?? toPngIcon(size);
  drawn.set(size, icon);
  return icon;
}

/** Every file by its path, in the order they are stored. @param appUrl the deployment's public origin. */
export function listPackageFiles(appUrl: string): Record<string, Uint8Array> {
  const translations = packageLocales.map((locale) => [
    `translations/${locale}.json`,
    json(toPackageWords(locale)),
  ]);
  const svg = text(toSvgIcon());
  return {
    'manifest.json': json(toManifest(appUrl)),
    'assets/logo.png': drawOnce(320),
    'assets/logo-small.png': drawOnce(128),
    'assets/logo.svg': svg,
    ...(Object.fromEntries(translations) as Record<string, Uint8Array>),
  };
}

const built = new Map<string, AppPackage>();

/** @param appUrl the deployment's public origin. */
export function buildAppPackage(appUrl: string): AppPackage {
  const known = built.get(appUrl);
  if (known) return known;
  const files = listPackageFiles(appUrl);
  const mtime = fixedTime();
  const entries: Zippable = Object.fromEntries(
    // Unix as the making system would add the machine's own permission bits.
    Object.entries(files).map(([path, content]) => [path, [content, { mtime, os: 0 }]]),
  );
  const zip = new Uint8Array(zipSync(entries, { level: 9 }));
  const hash = createHash('sha256').update(zip).digest('hex');
  const made: AppPackage = { fileName: 'verified-reviews.zip', zip, hash };
  built.set(appUrl, made);
  return made;
}
