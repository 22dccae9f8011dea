/** A comment's HTML as lines of text: what a person sees there, with the addresses of links and the points of lists. */
import { blocks, cells, regionOf, startsQuote, type Region } from '@/lib/zendesk/comment/elements';
import { squeeze, toLine, type Line } from '@/lib/zendesk/comment/lines';
import { behindWords, readTarget, type Target } from '@/lib/zendesk/comment/links';
import { walkMarkup, type Attributes } from '@/lib/zendesk/comment/markup';

export type HtmlText = { lines: Line[]; pictureCount: number; linkedFileCount: number };

/** Deeper lists are read as the deepest. */
const maxListDepth = 16;

class Reader {
  private readonly lines: Line[] = [];
  private current = '';
  private isStarted = false;
  private readonly regions = new Map<Region, { name: string; depth: number }>();
  /** Null for a list of points, else the next number. */
  private readonly lists: (number | null)[] = [];
  private listsBeyond = 0;
  private point = '';
  private link: { target: Target; words: string } | null = null;
  private startsQuoteNext = false;
  private pictureCount = 0;
  private linkedFileCount = 0;

  constructor(private readonly isWhole: boolean) {}

  private get isSkipped(): boolean {
    return this.regions.has('unseen') || (!this.isWhole && this.regions.has('signature'));
  }
  private get isQuoted(): boolean {
    return this.regions.has('quote') || this.regions.has('cited');
  }

  private endLine(): void {
    const line = toLine(this.current, this.isQuoted, this.regions.has('verbatim'));
    if (this.startsQuoteNext) line.startsQuote = true;
    this.lines.push(line);
    this.startsQuoteNext = false;
    this.current = '';
    this.isStarted = false;
  }

  /** A block begins or ends on a line of its own; between two of them is one line end, however many there are. */
  private breakLine(): void {
    if (this.isStarted) this.endLine();
    else this.current = '';
  }

  private add(text: string): void {
    if (this.point !== '' && text.trim() !== '') {
      this.current = this.point;
      this.point = '';
    }
    this.current += text;
    // Only blanks of the source, as between two tags, are no line; a no-break space that somebody wrote is one.
    this.isStarted ||= /[^\t\n\f\r ]/u.test(text);
    if (this.link) this.link.words += text;
  }

  private openRegion(name: string, attributes: Attributes): void {
    for (const open of this.regions.values()) if (open.name === name) open.depth += 1;
    const region = regionOf(name, attributes);
    if (region === null || this.regions.has(region)) return;
    if (region === 'quote' && !this.isSkipped) this.startsQuoteNext = true;
    this.regions.set(region, { name, depth: 1 });
  }

  private closeRegions(name: string): void {
    for (const [region, open] of this.regions) {
      if (open.name === name && (open.depth -= 1) === 0) this.regions.delete(region);
    }
  }

  private openList(name: string, attributes: Attributes): void {
    if (this.lists.length >= maxListDepth) this.listsBeyond += 1;
    else this.lists.push(name === 'ol' ? readStart(attributes) : null);
  }

  private closeList(): void {
    if (this.listsBeyond > 0) this.listsBeyond -= 1;
    else this.lists.pop();
  }

  private startPoint(): void {
    const number = this.lists.at(-1) ?? null;
    this.point = number === null ? '• ' : `${number}. `;
    if (number !== null) this.lists[this.lists.length - 1] = number + 1;
  }

  private endLink(): void {
    const link = this.link;
    this.link = null;
    if (!link) return;
    if (link.target.isFile && !this.isQuoted) this.linkedFileCount += 1;
    const tail = behindWords(squeeze(link.words), link.target);
    if (tail === '') return;
    // A link around a whole block: its line has ended already.
    const last = this.lines.at(-1);
    if (!this.isStarted && last && link.words.trim() !== '') {
      last.text += tail;
      return;
    }
    const gap = /\s$/u.test(link.words) ? ' ' : '';
    this.add((this.current === '' ? tail.trimStart() : tail) + gap);
  }

  private seePicture(attributes: Attributes): void {
    const alt = attributes.get('alt') ?? '';
    // Mail programs write 🙂 as a picture of it.
    if (/^\p{Extended_Pictographic}/u.test(alt) && alt.length < 12) this.add(alt);
    else if (!this.isQuoted && !isTrackingPixel(attributes)) this.pictureCount += 1;
  }

  open(name: string, attributes: Attributes): void {
    if (blocks.has(name) && !this.isSkipped) this.breakLine();
    this.openRegion(name, attributes);
    if (this.isSkipped) return;
    if (startsQuote(attributes)) this.startsQuoteNext = true;
    if (name === 'br') this.endLine();
    else if (name === 'img') this.seePicture(attributes);
    else if (name === 'ul' || name === 'ol') this.openList(name, attributes);
    else if (name === 'li') this.startPoint();
    else if (name === 'a') {
      this.endLink();
      const target = readTarget(attributes.get('href'));
      if (target) this.link = { target, words: '' };
    }
  }

  close(name: string): void {
    if (!this.isSkipped) {
      if (name === 'a') this.endLink();
      if (blocks.has(name)) this.breakLine();
      if (cells.has(name)) this.add(' ');
      if (name === 'ul' || name === 'ol') this.closeList();
      if (name === 'li') this.point = '';
    }
    this.closeRegions(name);
  }

  text(text: string): void {
    if (this.isSkipped) return;
    if (!this.regions.has('verbatim')) return this.add(text.replaceAll(/[\t\n\f\r ]+/gu, ' '));
    for (const [index, part] of text.split(/\r\n?|\n/u).entries()) {
      if (index > 0) this.endLine();
      if (part !== '') this.add(part);
    }
  }

  end(): HtmlText {
    this.endLink();
    if (this.isStarted || this.startsQuoteNext) this.endLine();
    return { lines: this.lines, pictureCount: this.pictureCount, linkedFileCount: this.linkedFileCount };
  }
}

const isTrackingPixel = (attributes: Attributes) =>
  ['width', 'height'].some((side) => /^[01](?:px)?$/u.test(attributes.get(side) ?? ''));

function readStart(attributes: Attributes): number {
  const start = Number(attributes.get('start') ?? 1);
  return Number.isSafeInteger(start) ? start : 1;
}

/** @param isWhole all there is to see, the signature too: for those who look for something rather than publish it. */
export function readHtml(html: string, { isWhole = false } = {}): HtmlText {
  const reader = new Reader(isWhole);
  walkMarkup(html, reader);
  return reader.end();
}
