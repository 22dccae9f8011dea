'use client';

import { useEffect, useRef } from 'react';
import { toAttributes, type WidgetChoice } from '@/components/widgets/snippet';

/** The very element shops use, from the very script they load, on a shop's ground; made anew for each choice. */
export function WidgetPreview({ idWebsite, choice }: { idWebsite: string; choice: WidgetChoice }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (customElements.get('verified-reviews')) return;
    const script = document.createElement('script');
    script.src = `/widget/${idWebsite}.js`;
    document.head.append(script);
  }, [idWebsite]);
  useEffect(() => {
    const element = document.createElement('verified-reviews');
    // Said aloud, because the script may still be there from another website's page.
    const attributes = { website: idWebsite, ...toAttributes(choice), limit: '4' };
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    place.current?.replaceChildren(element);
  }, [idWebsite, choice]);
  return (
    <div
      ref={place}
      // A shop's ground, light or dark by the widget's theme and not by the portal's.
      style={{ background: choice.theme === 'dark' ? '#101512' : '#ffffff' }}
      className="min-h-28 overflow-clip rounded-lg border border-line p-4"
    />
  );
}
