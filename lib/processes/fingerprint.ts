import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const sources = [
  'app',
  'components',
  'lib',
  'public',
  'prisma/schema',
  'proxy.ts',
  'next.config.mjs',
  'postcss.config.mjs',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
];
const file = 'dist/fingerprint';

/** One hash over everything a build is made of; tests are not part of it. */
export function fingerprintSources(): string {
  const hash = createHash('sha256').update(process.versions.modules);
  for (const path of sources
    .filter((source) => existsSync(source))
    .flatMap(listFiles)
    .sort()) {
    hash.update(`${path}\0`).update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex');
}

function listFiles(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((name) => !name.includes('db/generated/'));
}

/** Whether the build on disk is of these sources and complete: the fingerprint is written last and removed first. */
export function isBuildCurrent(): boolean {
  return (
    existsSync(file) && existsSync('.next/BUILD_ID') && readFileSync(file, 'utf8') === fingerprintSources()
  );
}

export function writeFingerprint(fingerprint: string): void {
  writeFileSync(file, fingerprint);
}
