/** `npm run build`: pages by Next, the processes of a deployment by esbuild, and the fingerprint of the sources they were made of. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { findCommand, runNode } from '@/lib/processes/command';
import { bundleWidget } from '@/lib/widget/bundle';
import { widgetFile } from '@/lib/widget/file';
import { fingerprintSources, writeFingerprint } from '@/lib/processes/fingerprint';

const processes = ['web', 'worker', 'migrate', 'alive'];

// Taken before anything is read, so that a file changed during the build makes the build old, not wrong.
const fingerprint = fingerprintSources();
rmSync('dist', { recursive: true, force: true });
mkdirSync('dist');

const pages = await runNode(findCommand('next'), ['build'], {
  output: 'inherit',
  env: { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
});
if (pages.code !== 0) process.exit(pages.code);

await build({
  entryPoints: {
    ...Object.fromEntries(processes.map((name) => [`${name}.main`, `lib/processes/${name}.ts`])),
    fileCheckWorker: 'lib/reviews/fileCheckWorker.ts',
  },
  outdir: 'dist',
  outExtension: { '.js': '.mjs' },
  bundle: true,
  packages: 'external',
  platform: 'node',
  target: 'node20.19',
  format: 'esm',
  sourcemap: true,
  tsconfig: 'tsconfig.json',
  logLevel: 'warning',
});
// Libraries look at NODE_ENV while they load, so it is settled before the bundle is.
for (const name of processes) {
  writeFileSync(
    `dist/${name}.mjs`,
    `process.env.NODE_ENV ??= 'production';\nawait import('./${name}.main.mjs');\n`,
  );
}
writeFileSync(widgetFile, await bundleWidget());
writeFingerprint(fingerprint);
console.log(`Built: .next, ${processes.map((name) => `dist/${name}.mjs`).join(', ')}, ${widgetFile}`);
