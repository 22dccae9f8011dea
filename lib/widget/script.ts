/** The widget's script: in production as the build left it, otherwise made of the sources; made or read once per process. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { env } from '@/lib/platform/env';
import { widgetFile, writeAddress } from '@/lib/widget/file';

export type WidgetScript = { text: string; tag: string };

let template: Promise<string> | undefined;

async function readTemplate(): Promise<string> {
  if (env.isProduction) return readFile(widgetFile, 'utf8');
  const { bundleWidget } = await import('@/lib/widget/bundle');
  return bundleWidget();
}

/**
 * With its own address written in: a shop may serve it from a file of its own, run it late or as a module, and then the browser
 * does not say where it came from.
 */
export async function readWidgetScript(idWebsite: string): Promise<WidgetScript> {
  template ??= readTemplate();
  template.catch(() => (template = undefined));
  const text = writeAddress(await template, `${env.appUrl}/widget/${idWebsite}.js`);
  return { text, tag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 20)}"` };
}
