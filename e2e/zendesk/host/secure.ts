import { isObject } from '../http/reply';
import type { JsonObject } from '../http/context';
import type { AppPackage, SettingValue } from '../state/app-rows';

export interface OutgoingRequest {
  url: string;
  method: string;
  headers: Record<string, string>;
  body: string | null;
}

/** A request the proxy does not make; the words are those apps get to see. */
export class ProxyRefused extends Error {
  constructor(why: string) {
    super(`Proxy error: ${why}`);
  }
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'];

/** Data as jQuery sends it: text as it is, objects form-encoded, or as JSON where the content type says so. */
function toBody(data: unknown, contentType: string): string | null {
  if (data === undefined || data === null) return null;
  if (typeof data === 'string') return data;
  if (!isObject(data) || contentType.includes('json')) return JSON.stringify(data);
  return new URLSearchParams(Object.entries(data).map(([name, value]) => [name, String(value)])).toString();
}

/** What an app's `request` options mean as an HTTP request, before any setting is filled in. */
export function readRequest(options: JsonObject): OutgoingRequest {
  const url = typeof options.url === 'string' ? options.url : '';
  const given = typeof options.type === 'string' ? options.type : options.method;
  const method = (typeof given === 'string' ? given : 'GET').toUpperCase();
  if (!METHODS.includes(method)) throw new ProxyRefused('Invalid request');
  const contentType =
    typeof options.contentType === 'string'
      ? options.contentType
      : 'application/x-www-form-urlencoded; charset=UTF-8';
  const body = toBody(options.data, contentType);
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(isObject(options.headers) ? options.headers : {})) {
    headers[name.toLowerCase()] = String(value);
  }
  if (method !== 'GET' && method !== 'HEAD') {
    if (body !== null) headers['content-type'] ??= contentType;
    return { url, method, headers, body };
  }
  const query = body === null ? '' : `${url.includes('?') ? '&' : '?'}${body}`;
  return { url: `${url}${query}`, method, headers, body: null };
}

/** Whether a host is on the list of the manifest; entries may be given with a scheme or a path. */
function isListed(host: string, list: string[]): boolean {
  return list.some((entry) => {
    const bare = entry.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
    return bare === host || bare === host.replace(/:\d+$/, '');
  });
}

/** Which scopes let a setting into each part of a request; a setting without scopes goes anywhere. */
type Part = 'header' | 'body' | 'url' | 'basic_auth_username' | 'basic_auth_password';

/**
 * Fills secure settings into a request, on the server, so that they never reach the browser. Only settings the manifest calls
 * secure are filled in, only in their scopes, and only for hosts on its list.
 * @throws ProxyRefused
 */
export function fillSecureSettings(
  app: AppPackage,
  settings: Record<string, SettingValue>,
  options: JsonObject,
): OutgoingRequest {
  const request = readRequest(options);
  const fill = (text: string, part: Part) =>
    text.replaceAll(/\{\{\s*setting\.([\w-]+)\s*\}\}/g, (_, name: string) => {
      const parameter = app.parameters.find((one) => one.name === name);
      const value = settings[name];
      if (!parameter?.isSecure || value === undefined) throw new ProxyRefused('Invalid request');
      if (parameter.scopes.length > 0 && !parameter.scopes.includes(part)) {
        throw new ProxyRefused('Invalid request');
      }
      return part === 'url' ? encodeURIComponent(String(value)) : String(value);
    });
  const url = fill(request.url, 'url');
  if (!URL.canParse(url) || !isListed(new URL(url).host, app.domainWhitelist)) {
    throw new ProxyRefused('Domain not whitelisted');
  }
  const basic = toBasicToken(options.basic_auth, fill);
  const headers = Object.entries(request.headers).map(([name, value]) => {
    const filled = value.replaceAll(/\{\{\s*basic_auth\.token\s*\}\}/g, () => {
      if (basic === null) throw new ProxyRefused('Invalid request');
      return basic;
    });
    return [name, fill(filled, 'header')] as const;
  });
  const body = request.body === null ? null : fill(request.body, 'body');
  return { ...request, url, headers: Object.fromEntries(headers), body };
}

/** `basic_auth: {username, password}` of the options: the proxy joins and encodes them for `{{basic_auth.token}}`. */
function toBasicToken(given: unknown, fill: (text: string, part: Part) => string): string | null {
  if (!isObject(given)) return null;
  const [username, password] = [given.username, given.password].map((part) =>
    typeof part === 'string' ? part : '',
  );
  const pair = `${fill(username ?? '', 'basic_auth_username')}:${fill(password ?? '', 'basic_auth_password')}`;
  return Buffer.from(pair).toString('base64');
}
