/** Draws a widget's data as elements. Text only ever becomes text nodes: what people wrote is never read as markup. */
import type { WidgetReview, WidgetView } from '@/lib/widget/view';

const svgNamespace = 'http://www.w3.org/2000/svg';
const star = 'M10 1l2.8 5.9 6.4.8-4.7 4.4 1.2 6.4L10 15.4l-5.7 3.1 1.2-6.4L.8 7.7l6.4-.8z';

type Child = Node | string | false;

export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string>,
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const name in attributes) element.setAttribute(name, attributes[name] ?? '');
  element.append(...children.filter((child) => child !== false));
  return element;
}

function drawn(tag: string, attributes: Record<string, string>, children: Element[] = []): Element {
  const element = document.createElementNS(svgNamespace, tag);
  for (const name in attributes) element.setAttribute(name, attributes[name] ?? '');
  element.append(...children);
  return element;
}

function stars(value: number, label: string): Element {
  // As SVG attributes: a shop's own policy may forbid style attributes.
  const row = (attributes: Record<string, string>) =>
    drawn(
      'g',
      attributes,
      [0, 20, 40, 60, 80].map((x) => drawn('path', { d: star, transform: `translate(${x})` })),
    );
  // To the nearest tenth; the figure beside the stars says it exactly.
  const cut = 100 - Math.round(value * 10) * 2;
  return drawn('svg', { viewBox: '0 0 100 20', role: 'img', 'aria-label': label }, [
    row({ class: 'o' }),
    row({ class: 'f', 'clip-path': `inset(0 ${cut}% 0 0)` }),
  ]);
}

/** Stars, figure and count on one line; the average is never shown without how many reviews it is made of. */
export function summary({ score, words }: WidgetView): HTMLElement {
  const { average } = score;
  if (average === null) return make('span', { class: 's' }, words.underEvaluation);
  return make(
    'span',
    { class: 's' },
    stars(average, `${words.average} ${words.outOf}`) as unknown as Node,
    make('b', { 'aria-hidden': 'true' }, `${words.average}/5`),
    make('span', { class: 'm' }, words.count),
  );
}

export function reviewItem(review: WidgetReview, { words }: WidgetView): HTMLLIElement {
  const text = (body: string, lang: string) => make('p', { dir: 'auto', lang }, body);
  return make(
    'li',
    {},
    make(
      'div',
      { class: 's' },
      stars(review.rating, `${review.rating} ${words.outOf}`),
      make('b', { dir: 'auto' }, review.author ?? words.anonymous),
    ),
    make('div', { class: 'm' }, review.dates),
    make('div', { class: 'm' }, review.isVerified ? `✓ ${review.proof}` : review.proof),
    review.comment !== '' && text(review.comment, review.locale),
    ...review.replies.map((reply) =>
      make('div', { class: 'r' }, make('b', { class: 'm' }, reply.title), text(reply.body, '')),
    ),
  );
}

export function badge(view: WidgetView): HTMLElement {
  const { words, website } = view;
  return make(
    'a',
    { class: 'badge', href: website.certificateUrl, target: '_blank', rel: 'noopener' },
    summary(view),
    make('span', { class: 'm' }, words.brand),
  );
}

export function heading(view: WidgetView): HTMLElement {
  const { words, website } = view;
  const link = { href: website.certificateUrl, target: '_blank', rel: 'noopener' };
  return make('div', { class: 'h' }, summary(view), make('a', link, `${words.brand} : ${words.all}`));
}
