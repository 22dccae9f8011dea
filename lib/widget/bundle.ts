/**
 * Makes the widget's script of its sources: one file, no dependency, for browsers of the last years. Shops' cache plugins put
 * it into files of their own, so it is one expression statement: nothing of it is visible outside, nothing that stands before
 * it can run into it, and what stands after it runs whatever happens in here.
 */
import { join } from 'node:path';
import { build } from 'esbuild';
import { addressMark } from '@/lib/widget/file';

export async function bundleWidget(): Promise<string> {
  const root = process.cwd();
  const { outputFiles } = await build({
    entryPoints: [join(root, 'lib/widget/browser/main.ts')],
    tsconfig: join(root, 'tsconfig.json'),
    bundle: true,
    minify: true,
    write: false,
    // Not "iife", which puts "use strict" in front of its function: first in a shop's file it would hold for all of the file.
    format: 'esm',
    target: 'es2020',
    define: { scriptAddress: JSON.stringify(addressMark) },
    legalComments: 'none',
    logLevel: 'warning',
  });
  const [file] = outputFiles;
  if (!file) throw new Error('esbuild made no widget script');
  // The line end is for a file before it that ends in a comment, the semicolon for one that ends in a value.
  return `\n;(()=>{"use strict";try{${file.text.trimEnd()}}catch(e){console.warn("verified-reviews",e)}})();\n`;
}
