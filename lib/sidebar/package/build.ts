/** The app's package for this deployment, byte for byte the same on every machine and every day. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync, type Zippable } from 'fflate';
import { toManifest } from '@/lib/sidebar/package/manifest';
import {
  packageLocales,
  toPackageWords,
  type PackageLocale,
  type PackageWords,
} from '@/lib/sidebar/package/translations';

export type AppPackage = {
  fileName: string;
  zip: Uint8Array<ArrayBuffer>;
  /** SHA-256 in hex: an installation made from another package is behind. */
  hash: string;
};

/** What differs between the package a merchant's account is given and the one the Marketplace lists for everybody. */
export type PackageKind = {
  isPrivate: boolean;
  /** Files of `public/sidebar-app`. */
  pictures: readonly string[];
  toWords: (locale: PackageLocale) => PackageWords;
};

export const packagePictures = ['logo.png', 'logo-small.png', 'logo.svg'] as const;
export const privatePackage: PackageKind = {
  isPrivate: true,
  pictures: packagePictures,
  toWords: toPackageWords,
};

/** The earliest day a zip can name; local parts, because that is what the format stores. */
const fixedTime = () => new Date(1980, 0, 1, 0, 0, 0);
const json = (value: unknown) => new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);

/** @param name a picture drawn by `npm run listing:pictures`. The folder is part of the image, unlike this one. */
export const readPicture = (name: string): Uint8Array =>
  readFileSync(join(process.cwd(), 'public/sidebar-app', name));

/** Every file by its path, in the order they are stored. @param appUrl the deployment's public origin. */
export function listPackageFiles(appUrl: string, kind = privatePackage): Record<string, Uint8Array> {
  const pictures = kind.pictures.map((name) => [`assets/${name}`, readPicture(name)] as const);
  const translations = packageLocales.map(
    (locale) => [`translations/${locale}.json`, json(kind.toWords(locale))] as const,
  );
  return {
    'manifest.json': json(toManifest(appUrl, kind.isPrivate)),
    ...Object.fromEntries([...pictures, ...translations]),
  };
}

export function packFiles(files: Record<string, Uint8Array>): Uint8Array<ArrayBuffer> {
  const mtime = fixedTime();
  const entries: Zippable = Object.fromEntries(
    // Unix as the making system would add the machine's own permission bits.
    Object.entries(files).map(([path, content]) => [path, [content, { mtime, os: 0 }]]),
  );
  return new Uint8Array(zipSync(entries, { level: 9 }));
}

const built = new Map<string, AppPackage>();

/** The private package. @param appUrl the deployment's public origin. */
export function buildAppPackage(appUrl: string): AppPackage {
  const known = built.get(appUrl);
  if (known) return known;
  const zip = packFiles(listPackageFiles(appUrl));
  const hash = createHash('sha256').update(zip).digest('hex');
  const made: AppPackage = { fileName: 'verified-reviews.zip', zip, hash };
  built.set(appUrl, made);
  return made;
}
