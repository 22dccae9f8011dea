/** What Zendesk reads first in the app's package: pure, so that the rules of its validator can be checked without an account. */

/** The settings an administrator fills in per installation. The title of the installation is Zendesk's own setting. */
export const settingNames = { domain: 'domain', websiteId: 'website_id', key: 'website_key' } as const;
export const sidebarPath = '/zendesk/sidebar';
export const packageVersion = '1.1.0';

/** Packages up to 1.0 called the setting a secret by name, which Zendesk's validator takes for one that leaked. */
const formerKeyName = 'secret_key';

/** @param version of the package an installation was made from: its panels may not have been updated yet. */
export function keySetting(version: string | undefined): string {
  return version?.startsWith('1.0.') ? formerKeyName : settingNames.key;
}

/**
 * Zendesk takes https, or plain http for exactly `localhost`.
 * @param appUrl the deployment's public origin.
 */
export function toAppOrigin(appUrl: string): URL {
  const url = new URL(appUrl);
  if (url.hostname === '127.0.0.1' || url.hostname === '[::1]') url.hostname = 'localhost';
  if (url.protocol !== 'https:' && url.hostname !== 'localhost')
    throw new Error(`Zendesk shows apps over https only, or from localhost: ${url.origin}`);
  return url;
}

/**
 * @param appUrl the deployment's public origin; the page and the one host the secret key may be sent to.
 * @param isPrivate false for the package the Marketplace lists. Nothing of a merchant is in either.
 */
export function toManifest(appUrl: string, isPrivate = true) {
  const origin = toAppOrigin(appUrl);
  if (!isPrivate && origin.protocol !== 'https:')
    throw new Error(
      `A listed app is the same for everybody, so its address must be public: ${origin.origin}`,
    );
  const url = new URL(sidebarPath, origin).href;
  const location = { url, flexible: true };
  return {
    name: 'Verified Reviews',
    author: { name: 'Verified Reviews', email: 'support@verified-reviews.com', url: origin.origin },
    defaultLocale: 'en',
    private: isPrivate,
    // One installation per website: several stand side by side in one account.
    singleInstall: false,
    // The opening is signed wherever the installation is known; where it is not, the panel asks through Zendesk's proxy.
    signedUrls: true,
    version: packageVersion,
    frameworkVersion: '2.0',
    location: { support: { ticket_sidebar: location, new_ticket_sidebar: location } },
    domainWhitelist: [origin.hostname],
    parameters: [
      { name: settingNames.domain, type: 'text', required: true },
      { name: settingNames.websiteId, type: 'text', required: true },
      // Only the header of a request, and only on its way through Zendesk's proxy: never in the browser.
      { name: settingNames.key, type: 'text', required: true, secure: true, scopes: ['header'] },
    ],
  };
}
