const LOOPBACK = /^https?:\/\/(localhost|127\.0\.0\.1)(:\d+)?$/;
const HOST =
  /^https:\/\/[a-z\d-]+(\.[a-z\d-]+)*\.(zendesk\.com|zd-staging\.com|zd-dev\.com|zd-master\.com)$/i;
const STAGING = /^https:\/\/[a-z\d-]+(\.[a-z\d-]+)*\.(zendesk-staging|zendesk-dev)\.com$/i;

/** Whether an app may talk to a page of this origin: Zendesk's own hosts, and the developer's machine. */
export function isHostAllowed(origin: string): boolean {
  return LOOPBACK.test(origin) || HOST.test(origin) || STAGING.test(origin);
}

/** `origin` and `app_guid` of the address, from the query or else the fragment; null when either is missing. */
export function readAddress(location: { search: string; hash: string }) {
  const query = new URLSearchParams(location.search);
  const fragment = new URLSearchParams(location.hash.replace(/^#/, ''));
  const origin = query.get('origin') ?? fragment.get('origin');
  const appGuid = query.get('app_guid') ?? fragment.get('app_guid');
  return origin && appGuid ? { origin, appGuid } : null;
}
