/**
 * The smallest page this application can give: what every page costs, and what the benchmarks hold the public pages against.
 * Exists only where demo data does.
 */
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { connection } from 'next/server';
import { env } from '@/lib/platform/env';

export const metadata: Metadata = { title: { absolute: '∅' }, robots: { index: false } };

export default async function EmptyPage() {
  // Drawn for each request, like the pages it is compared with.
  await connection();
  if (!env.demoData) notFound();
  return <main id="content" />;
}
