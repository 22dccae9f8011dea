/**
 * The product's fonts, from our own origin. `optional`: a page is drawn once, in this font when it is there in time and in the
 * reader's own otherwise; on a slow phone text never moves under the thumb for a nicer letter.
 */
import localFont from 'next/font/local';

export const sans = localFont({
  src: '../node_modules/geist/dist/fonts/geist-sans/Geist-Variable.woff2',
  variable: '--font-geist-sans',
  weight: '100 900',
  display: 'optional',
});

/** For codes and keys only, which most pages have none of: fetched where it is used. */
export const mono = localFont({
  src: '../node_modules/geist/dist/fonts/geist-mono/GeistMono-Variable.woff2',
  variable: '--font-geist-mono',
  adjustFontFallback: false,
  fallback: ['ui-monospace', 'SFMono-Regular', 'Menlo', 'monospace'],
  weight: '100 900',
  display: 'optional',
  preload: false,
});
