/** The lines a shop copies into its pages. Pure. */
export const widgetViews = ['badge', 'stars', 'list', 'carousel'] as const;
export type WidgetChoice = {
  view: (typeof widgetViews)[number];
  /** Reference of a product; empty for the brand. */
  product: string;
  theme: 'light' | 'dark';
  /** `#rrggbb`, or empty for the product's own. */
  accent: string;
};

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);

export const isColor = (text: string) => /^#[0-9a-f]{6}$/i.test(text);

/** The attributes of the element, in the order they are written. */
export function toAttributes({ view, product, theme, accent }: WidgetChoice): Record<string, string> {
  return {
    view,
    ...(product.trim() ? { product: product.trim() } : {}),
    ...(theme === 'dark' ? { theme } : {}),
    ...(isColor(accent) ? { style: `--vr-accent: ${accent}` } : {}),
  };
}

type Place = { appUrl: string; idWebsite: string; link: string };

export function toSnippet(choice: WidgetChoice, { appUrl, idWebsite, link }: Place): string {
  const attributes = Object.entries(toAttributes(choice)).map(
    ([name, value]) => `${name}="${escaped(value)}"`,
  );
  return [
    `<script src="${appUrl}/widget/${idWebsite}.js" defer></script>`,
    `<verified-reviews ${attributes.join(' ')}>`,
    `  <a href="${appUrl}/certificate/${idWebsite}">${escaped(link)}</a>`,
    `</verified-reviews>`,
  ].join('\n');
}
