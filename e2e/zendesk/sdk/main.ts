/**
 * The practice Zendesk's apps SDK: what a page in the sidebar loads to speak with the screen around it. Written from the
 * protocol alone; it is served where Zendesk's CDN would serve theirs.
 */
import { reportActivity } from './activity';
import { Client } from './client';
import { isHostAllowed, readAddress } from './origins';

type Registration = (context: Record<string, unknown>) => void;

/**
 * Joins the page to its host.
 * @returns false when the address names no host or app
 */
function init(
  callback?: Registration,
  location: { search: string; hash: string } = window.location,
): Client | false {
  const address = readAddress(location);
  if (!address) return false;
  const client = new Client(address.origin, address.appGuid);
  if (!isHostAllowed(address.origin)) {
    const title = document.createElement('h3');
    title.textContent = `Invalid domain ${address.origin}`;
    document.body.replaceChildren(title);
    return client;
  }
  if (callback) void client.context().then(callback);
  reportActivity(client);
  return client;
}

Object.assign(window, { ZAFClient: { init } });
