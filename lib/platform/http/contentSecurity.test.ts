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
    expect(form.get('connect-src')).toContain('https://ekr.zdassets.com');
    expect(form.get('style-src')).toBe("'self' 'unsafe-inline'");
    expect(form.get('script-src')).not.toContain('unsafe');
    expect(form.get('frame-ancestors')).toBe("'none'");
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
