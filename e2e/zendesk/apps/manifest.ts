import type { JsonObject } from '../http/context';
import { isObject } from '../http/reply';
import type { AppLocation, AppParameter, SettingValue } from '../state/app-rows';

const TYPES = ['text', 'checkbox', 'url', 'number', 'multiline', 'hidden', 'oauth'] as const;
const SCOPES = [
  ...['header', 'body', 'url', 'jwt_secret_key', 'jwt_claim'],
  ...['basic_auth_username', 'basic_auth_password'],
];
const LOCATIONS = [
  ...['ticket_sidebar', 'new_ticket_sidebar', 'user_sidebar', 'organization_sidebar', 'nav_bar'],
  ...['top_bar', 'background', 'modal', 'ticket_editor'],
];
const LOCALE = /^[a-z]{2,3}(-\w{2,3})?$/;

const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';

function checkAuthor(manifest: JsonObject, problems: string[]): void {
  const { author } = manifest;
  if (!isObject(author) || !isText(author.name) || !isText(author.email)) {
    problems.push('Missing required field in manifest: author (name and email)');
  }
}

function readParameter(given: unknown, problems: string[]): AppParameter | null {
  if (!isObject(given) || !isText(given.name)) {
    problems.push('Every parameter needs a name');
    return null;
  }
  const { name } = given;
  const type = TYPES.find((known) => known === (given.type ?? 'text'));
  if (name === 'name') problems.push('Can\'t call a parameter "name"');
  // Password and dropdown among others: no longer, or never, types of parameters.
  if (!type) problems.push(`${JSON.stringify(given.type)} is an invalid parameter type (${name})`);
  if (type === 'hidden' && given.required === true) problems.push(`${name} cannot be hidden and required`);
  if (type === 'oauth' && given.secure === true) problems.push(`${name} of type oauth cannot be secure`);
  const scopes = Array.isArray(given.scopes) ? given.scopes.map(String) : [];
  const unknown = scopes.filter((scope) => !SCOPES.includes(scope));
  if (unknown.length > 0) problems.push(`${name} has invalid scopes: ${unknown.join(', ')}`);
  return {
    name,
    type: type ?? 'text',
    isRequired: given.required === true,
    isSecure: given.secure === true,
    default: (given.default ?? null) as SettingValue | null,
    scopes,
  };
}

export function readParameters(manifest: JsonObject, problems: string[]): AppParameter[] {
  const given = manifest.parameters ?? [];
  if (!Array.isArray(given)) {
    problems.push('parameters must be an array');
    return [];
  }
  const parameters = given.flatMap((one) => readParameter(one, problems) ?? []);
  const names = parameters.map((parameter) => parameter.name);
  const repeated = names.filter((name, index) => names.indexOf(name) !== index);
  if (repeated.length > 0) problems.push(`Duplicate app parameters defined: ${repeated.join(', ')}`);
  const oauthCount = parameters.filter((parameter) => parameter.type === 'oauth').length;
  if (oauthCount > 1 || (oauthCount === 1) !== isObject(manifest.oauth)) {
    problems.push('An oauth block goes with exactly one oauth parameter');
  }
  checkOauth(manifest.oauth, problems);
  return parameters;
}

function checkOauth(oauth: unknown, problems: string[]): void {
  if (oauth === undefined) return;
  for (const key of ['client_id', 'client_secret', 'authorize_uri', 'access_token_uri']) {
    if (!isObject(oauth) || !isText(oauth[key])) problems.push(`oauth is missing ${key}`);
  }
}

/** Absolute: https, or host exactly `localhost`, or with a setting in it; relative: a file under assets. */
function checkUrl(url: string, assets: ReadonlySet<string>, problems: string[]): void {
  if (url.includes('{{setting.') || url === '_legacy') return;
  if (!/^[a-z][a-z\d+.-]*:/i.test(url)) {
    if (!assets.has(url.replace(/^assets\//, ''))) problems.push(`Location URI ${url} does not exist`);
    return;
  }
  const parsed = URL.canParse(url) ? new URL(url) : null;
  const isLocal = parsed?.protocol === 'http:' && parsed.hostname === 'localhost';
  if (parsed?.protocol !== 'https:' && !isLocal) {
    problems.push(`${url} is either an invalid URI, or is not served over https`);
  }
}

export function readLocations(
  manifest: JsonObject,
  assets: ReadonlySet<string>,
  problems: string[],
): Record<string, AppLocation> {
  const locations: Record<string, AppLocation> = {};
  const { location } = manifest;
  if (!isObject(location) || Object.keys(location).length === 0) {
    problems.push('Missing required field in manifest: location');
    return locations;
  }
  for (const [product, places] of Object.entries(location)) {
    if (product !== 'support' || !isObject(places)) {
      problems.push(`Location ${product} is not a product this account has`);
      continue;
    }
    for (const [name, given] of Object.entries(places)) {
      if (!LOCATIONS.includes(name)) problems.push(`${name} is an invalid location in support`);
      const place = isObject(given) ? given : { url: given };
      if (!isText(place.url)) {
        problems.push(`Location ${name} has no url`);
        continue;
      }
      checkUrl(place.url, assets, problems);
      const isSigned = place.signed === undefined ? manifest.signedUrls === true : place.signed === true;
      locations[name] = { url: place.url, isSigned, isFlexible: place.flexible !== false };
    }
  }
  return locations;
}

/** The rules of the manifest's own fields; the file rules are the package's. */
export function checkManifest(manifest: JsonObject, problems: string[]): void {
  checkAuthor(manifest, problems);
  if (!isText(manifest.defaultLocale)) problems.push('Missing required field in manifest: defaultLocale');
  else if (!LOCALE.test(manifest.defaultLocale)) problems.push('defaultLocale is not a locale');
  if (manifest.frameworkVersion === undefined) {
    problems.push('Missing required field in manifest: frameworkVersion');
  } else if (manifest.frameworkVersion !== '2.0') {
    problems.push(
      `${JSON.stringify(manifest.frameworkVersion)} is not a framework version apps are made with`,
    );
  }
  for (const key of ['private', 'singleInstall', 'signedUrls', 'noTemplate']) {
    if (manifest[key] !== undefined && typeof manifest[key] !== 'boolean') {
      problems.push(`${key} must be true or false`);
    }
  }
  const domains = manifest.domainWhitelist ?? [];
  if (!Array.isArray(domains) || domains.some((domain) => !isText(domain))) {
    problems.push('domainWhitelist must be an array of domains');
  }
}

export { LOCALE as LOCALE_NAME };
