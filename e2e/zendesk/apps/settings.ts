import { invalidAttribute, parameterMissing, recordInvalid } from '../http/errors';
import type { JsonObject } from '../http/context';
import { isObject } from '../http/reply';
import type { AppPackage, AppParameter, SettingValue } from '../state/app-rows';

/** Settings every installation has besides those its app declares. */
const STANDING = ['name', 'title'];

const invalid = (name: string, why: string) =>
  recordInvalid({ settings: [{ description: `${name}: ${why}`, error: 'InvalidValue' }] });

/** The settings of a body: `settings` wins over `settings_objects`; null when neither is there. */
function givenSettings(body: JsonObject): JsonObject | null {
  if (body.settings !== undefined) {
    if (!isObject(body.settings)) throw invalidAttribute('settings', 'It must be an object.');
    return body.settings;
  }
  if (!Array.isArray(body.settings_objects)) return null;
  const pairs = body.settings_objects.filter(isObject);
  return Object.fromEntries(pairs.map((pair) => [String(pair.name), pair.value]));
}

function toValue(parameter: AppParameter | undefined, name: string, value: unknown): SettingValue {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') {
    throw invalid(name, 'is invalid');
  }
  switch (parameter?.type) {
    case 'checkbox':
      return value === true || value === 'true' || value === 1 || value === '1';
    case 'number':
      if (!Number.isFinite(Number(value)) || value === '') throw invalid(name, 'must be a number');
      return Number(value);
    case 'url':
      if (value !== '' && !URL.canParse(String(value))) throw invalid(name, 'must be an address');
      return String(value);
    default:
      return String(value);
  }
}

/**
 * The settings of an installation after a body. Names the app does not declare are ignored; a secure value that is not sent
 * stays, as nobody can read it back in order to send it again.
 * @throws ApiError 400 without any setting, 422 for a missing or ill-typed one
 */
export function applySettings(
  app: AppPackage,
  current: Record<string, SettingValue>,
  body: JsonObject,
): Record<string, SettingValue> {
  const given = givenSettings(body);
  if (!given || Object.keys(given).length === 0) throw parameterMissing('settings');
  const next = { ...current };
  for (const [name, value] of Object.entries(given)) {
    const parameter = app.parameters.find((one) => one.name === name);
    if (!parameter && !STANDING.includes(name)) continue;
    if (value === null) Reflect.deleteProperty(next, name);
    else next[name] = toValue(parameter, name, value);
  }
  for (const parameter of app.parameters) {
    if (next[parameter.name] === undefined && parameter.default !== null) {
      next[parameter.name] = parameter.default;
    }
    const value = next[parameter.name];
    if (parameter.isRequired && (value === undefined || value === '')) {
      throw recordInvalid({
        settings: [{ description: `${parameter.name}: cannot be blank`, error: 'BlankValue' }],
      });
    }
  }
  next.name ??= app.name;
  next.title ??= next.name;
  return next;
}

/** What may be shown of settings: everything but the secure ones. */
export function readableSettings(
  app: AppPackage,
  settings: Record<string, SettingValue>,
): Record<string, SettingValue> {
  const secure = new Set(app.parameters.filter((one) => one.isSecure).map((one) => one.name));
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !secure.has(name)));
}
