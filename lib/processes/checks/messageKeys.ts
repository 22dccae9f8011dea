/** Message catalogues against each other and against the code. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkTranslations, checkUndefinedKeys } from '@lingual/i18n-check';
import ts from 'typescript';
import { defaultLocale, locales } from '@/lib/platform/i18n/locales';

const messageFolder = 'lib/platform/i18n/messages';
const codeFolders = ['app', 'components', 'lib'];
type Flat = Record<string, string>;

/** Every language has the same keys with the same arguments, and the code uses exactly those. */
export async function checkMessageKeys(): Promise<{ problems: string[]; note: string }> {
  const catalogues = Object.fromEntries(locales.map((locale) => [locale, readCatalogue(locale)]));
  const base = catalogues[defaultLocale] ?? {};
  const problems: string[] = [];
  for (const locale of locales) {
    const other = catalogues[locale] ?? {};
    problems.push(...compare({ name: defaultLocale, content: base }, { name: locale, content: other }));
    problems.push(
      ...Object.keys(other)
        .filter((key) => !(key in base))
        .map((key) => `${defaultLocale}: ${key} missing, ${locale} has it`),
    );
  }
  problems.push(...(await compareWithCode(base)));
  return { problems, note: `${Object.keys(base).length} keys, ${locales.length} languages` };
}

/** The catalogue of one language with dotted keys, the file's name first. */
function readCatalogue(locale: string): Flat {
  const folder = join(messageFolder, locale);
  const flat: Flat = {};
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    flatten(JSON.parse(readFileSync(join(folder, file), 'utf8')), file.replace(/\.json$/, ''), flat);
  }
  return flat;
}

function flatten(value: unknown, path: string, into: Flat): void {
  if (typeof value === 'string') into[path] = value;
  else for (const [key, inner] of Object.entries(value as object)) flatten(inner, `${path}.${key}`, into);
}

function compare(base: { name: string; content: Flat }, other: { name: string; content: Flat }): string[] {
  const source = { ...base, reference: null };
  const { missingKeys, invalidKeys } = checkTranslations([source], [{ ...other, reference: base.name }], {
    format: 'icu',
    checks: ['missingKeys', 'invalidKeys'],
  });
  const missing = Object.values(missingKeys ?? {})
    .flat()
    .map((key) => `${other.name}: ${key} missing, ${base.name} has it`);
  const invalid = Object.values(invalidKeys ?? {})
    .flat()
    .filter(({ msg }) => !isOnlyAboutNumberSign(msg))
    .map(({ key, msg }) => `${other.name}: ${key}: ${msg}`);
  return [...missing, ...invalid];
}

/** Whether a number is shown in a plural's branch is a matter of language: "one review", but "1 avis". */
const isOnlyAboutNumberSign = (message: string) =>
  message.replaceAll(/Error in plural:|Missing element pound|[,\s]/g, '') === '';

async function compareWithCode(base: Flat): Promise<string[]> {
  const files = codeFolders.flatMap(listSources);
  const catalogue = [{ name: defaultLocale, reference: null, content: base }];
  const unknown = Object.entries((await checkUndefinedKeys(catalogue, files, { format: 'next-intl' })) ?? {});
  const isUsed = findUses(files);
  return [
    ...Object.keys(base)
      .filter((key) => !isUsed(key))
      .map((key) => `unused: ${key}`),
    ...unknown.flatMap(([file, keys]) => keys.map((key) => `not in the catalogue: ${key} (${file})`)),
  ];
}

/**
 * A key counts as used when the code holds it, or its end after any dot, as a string or as a path of properties; `${…}` in a
 * template stands for one or more parts. The library's own check gives up on every namespace that is read with a variable,
 * which is most of ours.
 */
function findUses(files: string[]): (key: string) => boolean {
  const literals = new Set<string>();
  const patterns = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) literals.add(node.text);
    else if (ts.isPropertyAccessExpression(node)) literals.add(node.getText());
    else if (ts.isTemplateExpression(node)) patterns.add(toPattern(node));
    ts.forEachChild(node, visit);
  };
  for (const file of files)
    visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true));
  // A template of nothing but values would match every key.
  const matchers = [...patterns]
    .filter((text) => /\w{2}/.test(text) && /^[\w.*]+$/.test(text))
    .map(toMatcher);
  return (key) => {
    const parts = key.split('.');
    return (
      parts.some((_part, index) => literals.has(parts.slice(index).join('.'))) ||
      matchers.some((matcher) => matcher.test(key))
    );
  };
}

function toPattern({ head, templateSpans }: ts.TemplateExpression): string {
  return [head.text, ...templateSpans.map(({ literal }) => literal.text)].join('*');
}

function toMatcher(pattern: string): RegExp {
  return new RegExp(`(^|\\.)${pattern.replaceAll('.', '\\.').replaceAll('*', '[\\w.]+')}$`);
}

function listSources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.includes('generated/') && !/\.test\.tsx?$/.test(name))
    .map((name) => join(folder, name));
}
