/**
 * What a page may load and who may frame it, by path. Pure, so that the table can be tested.
 * Scripts run by nonce only; what a trusted script loads is trusted too ('strict-dynamic'), which is how the Zendesk widget
 * comes in on the review form and nowhere else.
 */
export type PageSecurity = {
  nonce: string;
  isDevelopment: boolean;
  isHttps: boolean;
  /** Address template of Zendesk accounts, with `{subdomain}`. */
  zendeskUrl: string;
  zafSdkUrl: string;
};

type Directives = Record<string, readonly string[]>;
type Area = { path: RegExp; change: (base: Directives, page: PageSecurity) => Directives };

/**
 * Hosts that Zendesk's own documentation names for the messaging and the classic widget. It also names `*.ingest.*.sentry.io`: a
 * host in a policy takes one wildcard, at its beginning, so all of that service is let in.
 */
const messagingHosts = ['zdassets.com', 'zendesk.com', 'smooch.io', 'twilio.com'];
const classicHosts = ['zopim.com', 'zopim.io'];
const at = (scheme: 'https' | 'wss', hosts: readonly string[]) =>
  hosts.map((host) => `${scheme}://*.${host}`);
const widgetHosts = at('https', [...messagingHosts, ...classicHosts]);
const widgetConnections = [
  ...widgetHosts,
  ...at('https', ['sentry.io']),
  ...at('wss', ['zendesk.com', 'smooch.io', 'twilio.com', 'zopim.com']),
];
const widgetImages = [...widgetHosts, ...at('https', ['zdusercontent.com'])];

/** First match counts. Everything else gets the base. */
const areas: readonly Area[] = [
  {
    // Mails carry their own style sheet, as mail programs want it; the page that shows them frames their text.
    path: /^\/dev\/mails$/,
    change: (base) => ({ ...base, 'style-src': ["'self'", "'unsafe-inline'"] }),
  },
  {
    path: /^\/r\//,
    change: (base) => ({
      ...base,
      // The widget writes its own style elements without a nonce; a nonce in the list would switch 'unsafe-inline' off.
      'style-src': ["'self'", "'unsafe-inline'"],
      'img-src': [...(base['img-src'] ?? []), ...widgetImages],
      'media-src': ["'self'", ...at('https', ['zdassets.com', 'smooch.io'])],
      'connect-src': [...(base['connect-src'] ?? []), ...widgetConnections],
      'frame-src': ["'self'", 'https://*.zendesk.com'],
    }),
  },
  {
    path: /^\/zendesk\/sidebar(?:$|\/)/,
    change: (base, { zendeskUrl, zafSdkUrl }) => ({
      ...base,
      'script-src': [...(base['script-src'] ?? []), new URL(zafSdkUrl).origin],
      'frame-ancestors': [accountOrigins(zendeskUrl)],
    }),
  },
];

/** `https://*.zendesk.com` for the real thing, the practice account's origin on loopback. */
function accountOrigins(template: string): string {
  return /^https?:\/\/[^/]+/.exec(template.replace('{subdomain}', '*'))?.[0] ?? "'none'";
}

function base({ nonce, isDevelopment, isHttps }: PageSecurity): Directives {
  return {
    'default-src': ["'self'"],
    'script-src': [
      "'self'",
      `'nonce-${nonce}'`,
      "'strict-dynamic'",
      ...(isDevelopment ? ["'unsafe-eval'"] : []),
    ],
    'style-src': isDevelopment ? ["'self'", "'unsafe-inline'"] : ["'self'", `'nonce-${nonce}'`],
    // Attributes cannot carry a nonce; positions of popups and chart sizes are written there.
    'style-src-attr': ["'unsafe-inline'"],
    'img-src': ["'self'", 'data:', 'blob:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'", ...(isDevelopment ? ['ws:'] : [])],
    'frame-src': ["'none'"],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
    ...(isHttps ? { 'upgrade-insecure-requests': [] } : {}),
  };
}

/** @param path as people see it, without a locale folder */
export function contentSecurityPolicy(path: string, page: PageSecurity): string {
  const directives = areas.find((area) => area.path.test(path))?.change(base(page), page) ?? base(page);
  return Object.entries(directives)
    .map(([name, values]) => [name, ...values].join(' '))
    .join('; ');
}
