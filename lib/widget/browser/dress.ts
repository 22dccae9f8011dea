/** Puts the widgets' look into a shadow tree. */
import { make } from '@/lib/widget/browser/draw';
import { styles } from '@/lib/widget/browser/styles';

/** Of the script that holds this one, where the browser says which it is: a policy that lets it run lets its style apply. */
const nonce = (document.currentScript as HTMLScriptElement | null)?.nonce ?? '';

/**
 * As a constructed sheet, which no policy of a shop forbids; in browsers that have none, as a style element.
 * @returns what must stay in the tree for it, or null where a policy forbids the element: bare, a widget is worse than none
 */
export function dress(root: ShadowRoot): Element[] | null {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    if ('adoptedStyleSheets' in root) {
      root.adoptedStyleSheets = [sheet];
      return [];
    }
  } catch {
    // Sheets cannot be constructed here.
  }
  const style = make('style', nonce ? { nonce } : {}, styles);
  root.append(style);
  if (style.sheet) return [style];
  style.remove();
  return null;
}
