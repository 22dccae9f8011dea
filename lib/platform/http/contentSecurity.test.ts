import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy, type PageSecurity } from '@/lib/platform/http/contentSecurity';

const live: PageSecurity = {
  nonce: 'bm9uY2U=',
  isDevelopment: false,
  isHttps: true,
  zendeskUrl: 'https://{subdomain}.zendesk.com',
  zafSdkUrl: 'https://static.zdassets.com/zendesk_app_framework_sdk/2.0/zaf_sdk.min.js',
};

function directives(path: string, page: Partial<PageSecurity> = {}): Map<string, string> {
  const policy = contentSecurityPolicy(path, { ...live, ...page });
  return new Map(
    policy.split('; ').map((directive) => {
      const [name = '', ...values] = directive.split(' ');
      return [name, values.join(' ')];
    }),
  );
}

describe('contentSecurityPolicy', () => {
  it.each(['/', '/reviews', '/applications/zendesk', '/r', '/zendesk/sidebarx', '/certificate/x'])(
    'names no outside host and no inline script on %s',
    (path) => {
      const policy = contentSecurityPolicy(path, live);
      expect(policy).not.toMatch(/https?:\/\/|wss?:/);
      expect(directives(path).get('script-src')).toBe("'self' 'nonce-bm9uY2U=' 'strict-dynamic'");
      expect(directives(path).get('frame-ancestors')).toBe("'none'");
      expect(directives(path).get('style-src')).not.toContain('unsafe-inline');
    },
  );

  it('lets the review form reach the Zendesk widget, and nobody frame it', () => {
    const form = directives('/r/some-token');
    expect(form.get('connect-src')).toContain('wss://*.zendesk.com');
    expect(form.get('style-src')).toBe("'self' 'unsafe-inline'");
    expect(form.get('script-src')).not.toContain('unsafe');
    expect(form.get('frame-ancestors')).toBe("'none'");
  });

  it.each([
    ['connect-src', 'https://ekr.zdassets.com'],
    ['connect-src', 'https://api.smooch.io'],
    ['connect-src', 'https://o1.ingest.de.sentry.io'],
    ['connect-src', 'wss://api.smooch.io'],
    ['connect-src', 'wss://voice-js.roaming.twilio.com'],
    ['connect-src', 'wss://shop.zendesk.com'],
    ['img-src', 'https://theme.zdassets.com'],
    ['img-src', 'https://media.smooch.io'],
    ['img-src', 'https://p1.zdusercontent.com'],
    ['img-src', 'https://v2assets.zopim.io'],
    ['media-src', 'https://static.zdassets.com'],
    ['frame-src', 'https://shop.zendesk.com'],
  ])('lets the widget’s %s go to %s', (name, address) => {
    const sources = directives('/r/some-token').get(name)?.split(' ') ?? [];
    // As a browser reads a host source: one wildcard, for whole labels at the beginning.
    const matches = (source: string) => {
      const [scheme, host = ''] = source.split('://*');
      return address.startsWith(`${scheme}://`) && host.startsWith('.') && address.endsWith(host);
    };
    expect(sources.filter(matches)).toHaveLength(1);
  });

  it('writes no host a browser would ignore', () => {
    for (const [name, values] of directives('/r/some-token'))
      for (const source of values.split(' ').filter((one) => one.includes('*')))
        expect(source, name).toMatch(/^(?:https|wss):\/\/\*\.[a-z0-9-]+(?:\.[a-z0-9-]+)+$/);
  });

  it('lets only Zendesk accounts frame the sidebar', () => {
    expect(directives('/zendesk/sidebar').get('frame-ancestors')).toBe('https://*.zendesk.com');
    const practice = { zendeskUrl: 'http://127.0.0.1:4000/{subdomain}' };
    expect(directives('/zendesk/sidebar', practice).get('frame-ancestors')).toBe('http://127.0.0.1:4000');
  });

  it('asks for secure requests only where the deployment has them', () => {
    expect(directives('/').has('upgrade-insecure-requests')).toBe(true);
    expect(directives('/', { isHttps: false }).has('upgrade-insecure-requests')).toBe(false);
  });
});
