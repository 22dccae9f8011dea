import next from '@next/eslint-plugin-next';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const environmentRule =
  'Read the environment through lib/platform/env.ts only, so that every variable has a rule and an example.';

/** The files that may touch the environment: its reader, the practice Zendesk's own entry, the tools' configurations. */
const environmentReaders = [
  'lib/platform/env.ts',
  'e2e/zendesk/main.ts',
  'e2e/support/environment.ts',
  'e2e/chaos/main.ts',
  'prisma/generate.mjs',
  '*.config.{ts,mjs}',
];

export default defineConfig(
  globalIgnores([
    '.next/',
    'dist/',
    '.data/',
    'lib/platform/db/generated/',
    'next-env.d.ts',
    'test-results/',
    'playwright-report/',
  ]),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { attributes: false, arguments: false } },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true } }],
      // Narrowing does not see what callbacks change, so it calls every second look at an AbortSignal unnecessary.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      // Contradicts the rule against non-null assertions.
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
    },
  },
  {
    files: ['**/*.tsx'],
    extends: [jsxA11y.flatConfigs.strict, reactHooks.configs.flat['recommended-latest']],
  },
  { files: ['app/**', 'components/**'], extends: [next.configs['core-web-vitals']] },
  {
    files: ['**/*.{ts,tsx,mjs}'],
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'no-restricted-properties': ['error', { object: 'process', property: 'env', message: environmentRule }],
      'no-restricted-imports': [
        'error',
        {
          paths: [
            { name: 'node:process', message: environmentRule },
            { name: 'process', message: environmentRule },
          ],
        },
      ],
      'max-lines': ['error', { max: 250, skipBlankLines: true }],
    },
  },
  { files: environmentReaders, rules: { 'no-restricted-properties': 'off' } },
  // What these print is what they are for.
  {
    files: [
      'lib/processes/**',
      'e2e/zendesk/main.ts',
      'e2e/support/**',
      'e2e/chaos/**',
      'bench/**',
      'prisma/**',
    ],
    rules: { 'no-console': 'off' },
  },
  // A test reads answers as they come; a wrong guess about their shape fails it, which is the point.
  {
    files: ['**/*.test.{ts,tsx}', 'e2e/**/*.spec.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      'max-lines': ['error', { max: 350, skipBlankLines: true }],
    },
  },
);
