import { isObject } from '../http/reply';
import type { JsonObject } from '../http/context';
import type { AppPackage, AppParameter } from '../state/app-rows';
import { checkManifest, LOCALE_NAME, readLocations, readParameters } from './manifest';
import { readRequirements } from './requirements';
import { readZip } from './zip';

/** Kinds of files a package may not carry. */
const FORBIDDEN_FILE =
  /\.(zip|rar|7z|tar|gz|pdf|docx?|xlsx?|pptx?|exe|dll|bat|cmd|com|msi|sh|jar|class|war|apk|dmg|so)$/i;

/** A package that breaks a rule; the words are ours, one line a problem. */
export class InvalidPackage extends Error {
  constructor(readonly problems: string[]) {
    super(problems.join('\n'));
  }
}

function readJson(files: Map<string, Buffer>, path: string, problems: string[]): JsonObject {
  const content = files.get(path);
  if (!content) {
    problems.push(`Could not find ${path}`);
    return {};
  }
  try {
    const value: unknown = JSON.parse(content.toString('utf8'));
    if (isObject(value)) return value;
  } catch {
    // Said below, in the same words as for a value that is no object.
  }
  problems.push(`${path} is not a proper JSON file`);
  return {};
}

/** Every translation is checked for its form; that names and labels are all there is asked of the default one. */
function readTranslations(
  files: Map<string, Buffer>,
  defaultLocale: string,
  parameters: AppParameter[],
  problems: string[],
): Record<string, string> {
  const names: Record<string, string> = {};
  const defaultPath = `translations/${defaultLocale}.json`;
  const paths = [...files.keys()].filter((path) => path.startsWith('translations/'));
  for (const path of new Set([defaultPath, ...paths])) {
    const locale = /^translations\/(.+)\.json$/.exec(path)?.[1] ?? '';
    if (!LOCALE_NAME.test(locale)) {
      problems.push(`${path} is not a valid locale`);
      continue;
    }
    const { app } = readJson(files, path, problems);
    if (!isObject(app) || typeof app.name !== 'string' || app.name === '') {
      problems.push(`${path} has no app.name`);
      continue;
    }
    names[locale] = app.name;
    if (path === defaultPath) checkLabels(app, parameters, path, problems);
  }
  return names;
}

function checkLabels(app: JsonObject, parameters: AppParameter[], path: string, problems: string[]): void {
  const texts = isObject(app.parameters) ? app.parameters : {};
  for (const { name, type } of parameters) {
    const text = texts[name];
    if (type !== 'hidden' && !(isObject(text) && typeof text.label === 'string' && text.label !== '')) {
      problems.push(`${path} has no label for the parameter ${name}`);
    }
  }
}

/**
 * Reads a package and applies every rule that is known of Zendesk's validator.
 * @throws NotAZip, InvalidPackage
 */
export function readPackage(bytes: Buffer): AppPackage {
  const files = readZip(bytes);
  const problems: string[] = [];
  const manifest = readJson(files, 'manifest.json', problems);
  for (const path of files.keys()) {
    if (FORBIDDEN_FILE.test(path)) problems.push(`Unsupported file type in the package: ${path}`);
  }
  const assets: Record<string, string> = {};
  for (const [path, content] of files) {
    if (path.startsWith('assets/')) assets[path.slice('assets/'.length)] = content.toString('base64');
  }
  checkManifest(manifest, problems);
  const parameters = readParameters(manifest, problems);
  const locations = readLocations(manifest, new Set(Object.keys(assets)), problems);
  const defaultLocale = typeof manifest.defaultLocale === 'string' ? manifest.defaultLocale : 'en';
  const names = readTranslations(files, defaultLocale, parameters, problems);
  const required = files.get('requirements.json');
  const requirements = required ? readRequirements(required.toString('utf8'), problems) : {};
  if (problems.length > 0) throw new InvalidPackage(problems);
  return {
    name: typeof manifest.name === 'string' ? manifest.name : (names[defaultLocale] ?? ''),
    authorUrl:
      isObject(manifest.author) && typeof manifest.author.url === 'string' ? manifest.author.url : null,
    version: typeof manifest.version === 'string' ? manifest.version : '',
    defaultLocale,
    isSingleInstall: manifest.singleInstall === true,
    parameters,
    domainWhitelist: Array.isArray(manifest.domainWhitelist) ? manifest.domainWhitelist.map(String) : [],
    locations,
    names,
    requirements,
    assets,
  };
}
