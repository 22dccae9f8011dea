/** The widget's script: in production as the build left it, otherwise made of the sources; once per process. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { env } from '@/lib/platform/env';
import { widgetFile } from '@/lib/widget/file';

export type WidgetScript = { text: string; tag: string };

let script: Promise<WidgetScript> | undefined;

async function read(): Promise<WidgetScript> {
  const text = env.isProduction
    ? await readFile(widgetFile, 'utf8')
    : await (await import('@/lib/widget/bundle')).bundleWidget();
  return { text, tag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 20)}"` };
}

export function readWidgetScript(): Promise<WidgetScript> {
  script ??= read();
  script.catch(() => (script = undefined));
  return script;
}
