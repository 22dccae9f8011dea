/** The package and the texts of the Marketplace listing. Read from this folder, so for `npm run listing` only, not for a deployment. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packagePictures, type PackageKind } from '@/lib/sidebar/package/build';
import { toPackageWords, type PackageLocale } from '@/lib/sidebar/package/translations';

export const listingTexts = ['description', 'installation'] as const;
export const screenshots = ['screenshot-0.png', 'screenshot-1.png', 'screenshot-2.png'] as const;

/** @returns Markdown. */
export function readListingText(text: (typeof listingTexts)[number], locale: PackageLocale): string {
  return readFileSync(
    join(process.cwd(), 'lib/sidebar/package/listing', `${text}.${locale}.md`),
    'utf8',
  ).trim();
}

export const listedPackage: PackageKind = {
  isPrivate: false,
  // Zendesk takes the listing's pictures from the package.
  pictures: [...packagePictures, 'banner.png', ...screenshots],
  toWords: (locale) => ({
    app: {
      ...toPackageWords(locale).app,
      long_description: readListingText('description', locale),
      installation_instructions: readListingText('installation', locale),
    },
  }),
};
