const yearSeconds = 31_536_000;

/** Remembers a choice of this browser; the server reads it to render the next page right the first time. */
function remember(name: string, value: string): void {
  const secure = window.location.protocol === 'https:' ? '; secure' : '';
  document.cookie = `${name}=${value}; path=/; max-age=${yearSeconds}; samesite=lax${secure}`;
}

export type Theme = 'system' | 'light' | 'dark';

/** Takes effect at once: the colours follow the attribute, nothing is rendered again. */
export function chooseTheme(theme: Theme): void {
  remember('theme', theme);
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

/** Loads the page anew in the language; a language named in the address would win, so it goes. */
export function chooseLocale(locale: string): void {
  remember('locale', locale);
  const url = new URL(window.location.href);
  url.searchParams.delete('lang');
  if (url.href === window.location.href) window.location.reload();
  else window.location.assign(url);
}
