import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = path.dirname(fileURLToPath(import.meta.url));

const ENTRIES = {
  sdk: path.join(here, '../sdk/main.ts'),
  ticket: path.join(here, 'browser/main.ts'),
} as const;

const made = new Map<string, Promise<string>>();

/** One of the browser scripts, bundled when first asked for and kept. */
export function bundle(name: keyof typeof ENTRIES): Promise<string> {
  const known = made.get(name);
  if (known) return known;
  const text = build({
    entryPoints: [ENTRIES[name]],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    logLevel: 'silent',
  }).then((result) => result.outputFiles[0]?.text ?? '');
  made.set(name, text);
  return text;
}
