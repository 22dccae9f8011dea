import { notFound } from 'next/navigation';
import { Gallery } from '@/components/dev/Gallery';
import { env } from '@/lib/platform/env';

/** Every primitive in every state, to look at. For developers and demonstrations; not there in production. */
export default function GalleryPage() {
  if (env.isProduction && !env.demoData) notFound();
  return <Gallery />;
}
