'use client';

import '@/app/global-error.css';

/** A page speaks of itself in one language; here nobody knows in which, so each reader finds their own. */
const lines: [lang: string, text: string, again: string][] = [
  ['fr', 'Cette page n’a pas pu s’afficher. Le problème vient de notre côté.', 'Réessayer'],
  ['en', 'This page could not be shown. The fault is on our side.', 'Try again'],
  ['es', 'No se ha podido mostrar esta página. El problema es nuestro.', 'Reintentar'],
  ['it', 'Non è stato possibile mostrare questa pagina. Il problema è nostro.', 'Riprova'],
  ['de', 'Diese Seite konnte nicht angezeigt werden. Der Fehler liegt bei uns.', 'Neu laden'],
];

/**
 * Last resort, when even the page's frame failed: no language, no messages, no providers to rely on, so it says the same in
 * every language and offers to load again.
 */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="fr">
      <body className="crash">
        <main>
          <h1>
            {lines.map(([lang, text]) => (
              <span key={lang} lang={lang}>
                {text}
              </span>
            ))}
          </h1>
          <button type="button" onClick={() => window.location.reload()}>
            {lines.map(([lang, , again], index) => (
              <span key={lang} lang={lang}>
                {index > 0 && ' · '}
                {again}
              </span>
            ))}
          </button>
          {error.digest && <p>{error.digest}</p>}
        </main>
      </body>
    </html>
  );
}
