/** Makes the widget's script of its sources: one file, no dependency, for browsers of the last years. */
import { join } from 'node:path';
import { build } from 'esbuild';

export async function bundleWidget(): Promise<string> {
  const root = process.cwd();
  const { outputFiles } = await build({
    entryPoints: [join(root, 'lib/widget/browser/main.ts')],
    tsconfig: join(root, 'tsconfig.json'),
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: ['es2020', 'safari16.4'],
    legalComments: 'none',
    logLevel: 'warning',
  });
  const [file] = outputFiles;
  if (!file) throw new Error('esbuild made no widget script');
  return file.text;
}
