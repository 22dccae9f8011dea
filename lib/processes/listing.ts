/**
 * `APP_URL=https://… npm run listing [-- folder]`: writes everything the Marketplace asks of the listing, `.data/listing` unless a
 * folder is named. The same files from the same sources: nothing of the database, of a merchant or of the day is in them.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inheritedEnvironment } from '@/lib/platform/env';
import { listPackageFiles, packFiles, readPicture } from '@/lib/sidebar/package/build';
import { listedPackage, listingTexts, readListingText } from '@/lib/sidebar/package/listed';
import { packageLocales, toPackageWords } from '@/lib/sidebar/package/translations';

const appUrl = inheritedEnvironment().APP_URL;
if (!appUrl?.startsWith('https://')) {
  console.error(
    'Name the public address all customers share, for example: APP_URL=https://reviews.example npm run listing',
  );
  process.exit(1);
}
const folder = process.argv[2] ?? '.data/listing';
const write = (name: string, content: string | Uint8Array) => writeFileSync(join(folder, name), content);

mkdirSync(join(folder, 'texts'), { recursive: true });
write('verified-reviews-listed.zip', packFiles(listPackageFiles(appUrl, listedPackage)));
for (const name of listedPackage.pictures) write(name, readPicture(name));
for (const locale of packageLocales) {
  write(`texts/short.${locale}.md`, `${toPackageWords(locale).app.short_description}\n`);
  for (const text of listingTexts) write(`texts/${text}.${locale}.md`, `${readListingText(text, locale)}\n`);
}
console.log(
  `${folder}: the package for ${appUrl}, its pictures and texts. How to submit them: docs/listing.md`,
);
