import { runInNewContext } from 'node:vm';
import { beforeAll, expect, test, vi } from 'vitest';
import { bundleWidget } from '@/lib/widget/bundle';
import { writeAddress } from '@/lib/widget/file';

const address = 'https://reviews.example/sub/widget/website-1.js';
let script: string;
beforeAll(async () => {
  script = writeAddress(await bundleWidget(), address);
});

/** A page of a shop as far as the script asks for it. The browser does not say which script runs: it is part of another. */
function page() {
  const elements = new Map<string, unknown>();
  const define = vi.fn((name: string, element: unknown) => elements.set(name, element));
  const globals = {
    document: { currentScript: null },
    HTMLElement: Object,
    customElements: { get: (name: string) => elements.get(name), define },
    console: { warn: vi.fn() },
  };
  return { globals, define };
}

test.each([
  ['between two others', (ours: string) => `window.before = 1;${ours};window.after = 1;`],
  [
    'after a value without its semicolon',
    (ours: string) => `window.before = 1; var f = function () {}${ours}window.after = 1`,
  ],
  [
    'after a comment without its line end',
    (ours: string) => `window.before = 1 // made by a plugin${ours}window.after = 1`,
  ],
  ['before brackets', (ours: string) => `window.before = 1${ours}(function () { window.after = 1 })()`],
  ['before a template', (ours: string) => `window.before = 1${ours}\`\${window.after = 1}\``],
  ['in a block', (ours: string) => `if (window) { window.before = 1;${ours}window.after = 1 }`],
  ['in a function', (ours: string) => `(function (e, t) { window.before = 1;${ours}window.after = e })(1)`],
  ['twice', (ours: string) => `window.before = 1;${ours}${ours}window.after = 1;`],
  [
    'first, before code that is not strict',
    (ours: string) => `${ours}window.before = 1; leaked = 010; with ({ x: 1 }) window.after = x;`,
  ],
  [
    'among names like its own',
    (ours: string) =>
      `var e = 1, t = 2, n = 3; let i = 4; const T = 5; window.before = 1;${ours}window.after = e`,
  ],
])('the script works %s', (_place, join) => {
  const { globals, define } = page();
  const window: Record<string, unknown> = {};
  runInNewContext(join(script), { window, ...globals });
  expect(window).toEqual({ before: 1, after: 1 });
  expect(define.mock.calls.map(([name]) => name)).toEqual(['verified-reviews']);
  expect(globals.console.warn).not.toHaveBeenCalled();
});

test('the script leaves no name behind', () => {
  const { globals } = page();
  const context = { ...globals };
  runInNewContext(script, context);
  expect(Object.keys(context)).toEqual(Object.keys(globals));
});

test.each([
  ['a browser without custom elements', { customElements: undefined }],
  [
    'a page whose own script refuses the element',
    {
      customElements: {
        get: () => undefined,
        define: () => {
          throw new Error('taken');
        },
      },
    },
  ],
])('%s runs what stands after the script', (_case, given) => {
  const window: Record<string, unknown> = {};
  runInNewContext(`${script}window.after = 1`, { ...page().globals, window, ...given });
  expect(window).toEqual({ after: 1 });
});

test('the script asks the address it was served with, once written in', () => {
  expect(script).toContain(address);
  expect(script).not.toContain('script-address');
});
