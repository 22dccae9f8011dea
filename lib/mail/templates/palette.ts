/**
 * Mail programs know neither our stylesheet nor oklch, so the product's colours stand here once more as plain values:
 * light inline, dark through the classes that the layout's style sheet overrides.
 */
export const light = {
  ground: '#f3f9f9',
  surface: '#ffffff',
  line: '#d8e2e2',
  ink: '#0c2328',
  inkSoft: '#45595d',
  seal: '#016568',
  onSeal: '#ffffff',
  quote: '#eaf2f2',
  star: '#d6760c',
  rail: '#082c31',
  railInk: '#eaf6f6',
  railStar: '#f9b73f',
} as const;

export const darkStyles = `
@media (prefers-color-scheme: dark) {
  .ground, .ground > table > tbody > tr > td { background-color: #0a1618 !important; }
  .surface { background-color: #111f22 !important; border-color: #273638 !important; }
  .ink { color: #e9f0f0 !important; }
  .soft { color: #aab7b9 !important; }
  .quote { background-color: #071113 !important; border-color: #60ccc5 !important; }
  .star { color: #f9b73f !important; }
  .action { background-color: #60ccc5 !important; color: #031a1c !important; }
  .link { color: #60ccc5 !important; }
}`;

export const fontFamily = "-apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";
