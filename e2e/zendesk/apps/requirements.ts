import { isObject } from '../http/reply';
import type { AppPackage } from '../state/app-rows';

const KINDS = [
  ...['automations', 'channel_integrations', 'custom_objects', 'macros', 'targets', 'views', 'ticket_fields'],
  ...['triggers', 'user_fields', 'organization_fields', 'webhooks', 'custom_objects_v2'],
];
const MAX_ITEMS = 5000;
const WEBHOOK_KEYS = ['name', 'status', 'endpoint', 'http_method', 'request_format'];

/**
 * Names given twice in one object. JSON.parse keeps the last one silently, so the text is walked instead: a stack of objects
 * with the keys seen in each. The text is known to be JSON.
 */
export function duplicateKeys(text: string): string[] {
  const found: string[] = [];
  const open: (Set<string> | null)[] = [];
  const tokens = /"((?:[^"\\]|\\.)*)"(\s*:)?|[{}[\]]/g;
  for (let match = tokens.exec(text); match; match = tokens.exec(text)) {
    const [token, key, colon] = match;
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(null);
    else if (token === '}' || token === ']') open.pop();
    else if (colon !== undefined && key !== undefined) {
      const seen = open.at(-1);
      if (seen?.has(key)) found.push(key);
      seen?.add(key);
    }
  }
  return found;
}

function checkItem(kind: string, identifier: string, item: unknown, problems: string[]): void {
  if (!isObject(item)) {
    problems.push(`Requirement ${identifier} of ${kind} must be an object`);
    return;
  }
  const needed = kind === 'webhooks' ? WEBHOOK_KEYS : kind.startsWith('custom_objects') ? [] : ['title'];
  for (const key of needed) {
    if (typeof item[key] !== 'string' || item[key] === '') {
      problems.push(`Missing required field in ${kind}: ${key} (${identifier})`);
    }
  }
  if (kind === 'targets' && (item.type === 'url_target_v2' || item.type === 'http_target')) {
    problems.push(`Requirement ${identifier}: HTTP targets are no longer made by apps`);
  }
}

/** Reads `requirements.json`, noting every rule it breaks. */
export function readRequirements(text: string, problems: string[]): AppPackage['requirements'] {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    problems.push('requirements.json is not valid JSON');
    return {};
  }
  const repeated = duplicateKeys(text);
  if (repeated.length > 0) problems.push(`Duplicate keys in requirements.json: ${repeated.join(', ')}`);
  if (!isObject(given)) {
    problems.push('requirements.json must be an object');
    return {};
  }
  let count = 0;
  for (const [kind, items] of Object.entries(given)) {
    if (!KINDS.includes(kind)) problems.push(`${kind} is not a kind of requirement`);
    if (!isObject(items)) {
      problems.push(`Requirements of ${kind} must be keyed by identifier`);
      continue;
    }
    for (const [identifier, item] of Object.entries(items)) checkItem(kind, identifier, item, problems);
    count += Object.keys(items).length;
  }
  if (count > MAX_ITEMS) problems.push(`At most ${String(MAX_ITEMS)} requirements are allowed`);
  return given as AppPackage['requirements'];
}
