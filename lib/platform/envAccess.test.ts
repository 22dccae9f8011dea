import { ESLint } from 'eslint';
import { expect, it } from 'vitest';

/** Lints text as if it stood in an existing file, with the project's own configuration. */
async function lint(filePath: string, text: string): Promise<string[]> {
  const rules = new Set(['no-restricted-properties', 'no-restricted-imports']);
  const eslint = new ESLint({ ruleFilter: ({ ruleId }) => rules.has(ruleId) });
  const [result] = await eslint.lintText(text, { filePath });
  return result!.messages.map(({ ruleId, message }) => ruleId ?? message);
}

const timeoutMs = 60_000;

it.each([
  ['reading a variable', 'export const url = process.env.DATABASE_URL;', 'no-restricted-properties'],
  ['taking the object', 'export const { env } = process;', 'no-restricted-properties'],
  ['importing it', "import { env } from 'node:process';\nexport default env;", 'no-restricted-imports'],
])('%s outside the environment module is a lint error', { timeout: timeoutMs }, async (_case, text, rule) => {
  expect(await lint('lib/platform/clock.ts', text)).toEqual([rule]);
});

it('the environment module itself may', { timeout: timeoutMs }, async () => {
  expect(await lint('lib/platform/env.ts', 'export const url = process.env.DATABASE_URL;')).toEqual([]);
});
