'use client';

import '@/app/globals.css';

/**
 * Last resort, when even the page's frame failed: no language, no messages, no providers to rely on, so it says the same in
 * both languages and offers to load again.
 */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="fr">
      <body className="grid min-h-dvh place-items-center px-6 font-sans">
        <main className="flex max-w-md flex-col items-center gap-4 text-center">
          <h1 className="text-xl">Cette page n’a pas pu s’afficher</h1>
          <p className="text-ink-soft" lang="en">
            This page could not be shown. The fault is on our side.
          </p>
          <button
            type="button"
            onClick={() => window.location.reload()}
            className="h-10 rounded-md bg-seal px-4 font-medium text-on-seal hover:bg-seal-strong"
          >
            Réessayer · <span lang="en">Try again</span>
          </button>
          {error.digest && <p className="font-mono text-xs text-ink-faint">{error.digest}</p>}
        </main>
      </body>
    </html>
  );
}
