import createNextIntlPlugin from 'next-intl/plugin';

const withNextIntl = createNextIntlPlugin('./lib/platform/i18n/request.ts');

/** The same for every answer; what depends on the page or the deployment (CSP, HSTS) is set in proxy.ts. */
const headers = [
  { key: 'x-content-type-options', value: 'nosniff' },
  { key: 'referrer-policy', value: 'strict-origin-when-cross-origin' },
  { key: 'permissions-policy', value: 'camera=(), microphone=(), geolocation=(), payment=(), usb=()' },
  { key: 'cross-origin-opener-policy', value: 'same-origin' },
];

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  // The development server writes addresses down; this one holds a code.
  logging: { incomingRequests: { ignore: [/\/api\/zendesk\/oauth\/callback/] } },
  reactStrictMode: true,
  devIndicators: false,
  // Native modules and packages that find files beside themselves must be loaded from node_modules as they are.
  serverExternalPackages: [
    'pg',
    '@prisma/client',
    '@prisma/adapter-pg',
    'pino',
    '@node-rs/argon2',
    'nodemailer',
    'rate-limiter-flexible',
    'undici',
    'pdfkit',
    'esbuild',
  ],
  // The optimiser would fetch pictures from outside; ours are few and small.
  images: { unoptimized: true },
  // Types are one step of `npm run check`; checking them again here would double the time of the first start.
  typescript: { ignoreBuildErrors: true },
  // Published shop modules know this address and no other.
  rewrites: async () => [
    {
      source: '/index.php',
      has: [{ type: 'query', key: 'action', value: 'act_api_notification_sha1' }],
      destination: '/api/legacy/orders',
    },
    // The former integration's trigger, where Next serves alone; the web process answers it ahead of Next.
    {
      source: '/index.php',
      has: [{ type: 'query', key: 'action', value: 'act_zendesk_api' }],
      destination: '/api/zendesk/legacy',
    },
  ],
  headers: async () => [{ source: '/:path*', headers }],
};

export default withNextIntl(config);
