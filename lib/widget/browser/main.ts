/**
 * The script a shop puts on its pages: defines <verified-reviews view="badge|stars|list|carousel" product="…">. One element,
 * its own shadow tree, no cookie, no other request than its own data, and that only once it comes near the window. Without
 * the script, or when the data does not come, what stands inside the element stays.
 */
import { badge, heading, make, reviewItem, summary } from '@/lib/widget/browser/draw';
import { dress } from '@/lib/widget/browser/dress';
import type { WidgetView } from '@/lib/widget/view';

/** Where the product serves this script, for the website it was made for; written in when it is served. */
declare const scriptAddress: string;

const ownId = /([^/]+)\.js$/.exec(scriptAddress)?.[1] ?? '';
const tagName = 'verified-reviews';
const answers = new Map<string, Promise<WidgetView>>();

/** Elements that ask for the same share one request. */
function load(url: string): Promise<WidgetView> {
  let answer = answers.get(url);
  if (!answer) {
    answer = fetch(url, { credentials: 'omit' }).then((response) => {
      if (!response.ok) throw new Error(`${response.status}`);
      return response.json() as Promise<WidgetView>;
    });
    answers.set(url, answer);
    answer.catch(() => answers.delete(url));
  }
  return answer;
}

class VerifiedReviews extends HTMLElement {
  private seen?: IntersectionObserver;

  connectedCallback() {
    if (this.shadowRoot) return;
    const root = this.attachShadow({ mode: 'open' });
    root.append(document.createElement('slot'));
    this.seen = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        this.seen?.disconnect();
        this.show(root).catch(() => undefined);
      },
      { rootMargin: '300px' },
    );
    this.seen.observe(this);
  }

  disconnectedCallback() {
    this.seen?.disconnect();
  }

  private address(cursor?: string): string {
    const get = (name: string) => this.getAttribute(name);
    const url = new URL(`${get('website') ?? ownId}.json`, scriptAddress);
    const view = get('view') ?? 'badge';
    const isList = view === 'list' || view === 'carousel';
    const asked = {
      limit: isList ? (get('limit') ?? '10') : '0',
      product: get('product'),
      lang: get('lang'),
      cursor,
    };
    for (const [name, value] of Object.entries(asked)) if (value) url.searchParams.set(name, value);
    return url.href;
  }

  private async show(root: ShadowRoot) {
    const view = await load(this.address());
    const style = dress(root);
    if (!style) return;
    const kind = this.getAttribute('view') ?? 'badge';
    const drawn = kind === 'badge' ? badge(view) : kind === 'stars' ? summary(view) : this.list(view, kind);
    root.replaceChildren(...style, drawn);
  }

  private list(view: WidgetView, kind: string): HTMLElement {
    const { words, website } = view;
    const isCarousel = kind === 'carousel';
    const list = make('ul', {
      tabindex: isCarousel ? '0' : '-1',
      'aria-label': `${words.brand}, ${website.name}`,
    });
    const add = (page: WidgetView) => list.append(...page.reviews.map((review) => reviewItem(review, page)));
    add(view);
    const box = make('section', { class: isCarousel ? 'c' : 'l' }, heading(view));
    if (view.reviews.length === 0) box.append(make('p', {}, words.empty));
    else box.append(list, isCarousel ? turner(list, view) : this.extender(list, view, add));
    return box;
  }

  /** More reviews on demand; focus goes on to the first of them. */
  private extender(list: HTMLElement, view: WidgetView, add: (page: WidgetView) => void): HTMLElement {
    let cursor = view.nextCursor;
    const button = make('button', { type: 'button' }, view.words.more);
    const row = make('div', { class: 'n' }, button);
    row.hidden = !cursor;
    button.onclick = async () => {
      if (!cursor) return;
      button.disabled = true;
      const page = await load(this.address(cursor)).catch(() => null);
      button.disabled = false;
      if (!page) return;
      const next = list.children.length;
      add(page);
      ({ nextCursor: cursor } = page);
      row.hidden = !cursor;
      const first = list.children[next] as HTMLElement;
      first.tabIndex = -1;
      first.focus();
    };
    return row;
  }
}

/** Arrows turn the carousel by what is seen of it. */
function turner(list: HTMLElement, { words }: WidgetView): HTMLElement {
  const arrow = (sign: string, label: string, direction: number) => {
    const button = make('button', { type: 'button', 'aria-label': label }, sign);
    button.onclick = () => list.scrollBy({ left: direction * list.clientWidth * 0.9 });
    return button;
  };
  return make('div', { class: 'n' }, arrow('‹', words.previous, -1), arrow('›', words.next, 1));
}

if (!customElements.get(tagName)) customElements.define(tagName, VerifiedReviews);
