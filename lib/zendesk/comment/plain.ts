/** A comment's text where it has no HTML: `body` is Markdown of the rich text, `plain_body` is HTML without its tags. */
import { toLine, type Line } from '@/lib/zendesk/comment/lines';
import { behindWords, readTarget } from '@/lib/zendesk/comment/links';
import { walkMarkup } from '@/lib/zendesk/comment/markup';

export type PlainText = { lines: Line[]; pictureCount: number; linkedFileCount: number };

const toLines = (text: string) => text.split(/\r\n?|\n/u).map((line) => toLine(line, false));

/** Bounded, so that no text makes it look far back. */
const markdownLink = /(!?)\[([^\][\n]{0,500})\]\(([^()\s]{1,2000})(?: "[^"\n]{0,200}")?\)/gu;

export function readMarkdown(body: string): PlainText {
  let pictureCount = 0;
  let linkedFileCount = 0;
  const text = body.replaceAll(markdownLink, (_all, mark: string, words: string, href: string) => {
    if (mark === '!') {
      pictureCount += 1;
      return '';
    }
    const target = readTarget(href);
    if (target?.isFile) linkedFileCount += 1;
    return target ? `${words}${behindWords(words.trim(), target)}` : words;
  });
  return { lines: toLines(text), pictureCount, linkedFileCount };
}

/** Its entities stand as they stood in the HTML: `&nbsp;`, `&amp;`. They are decoded once. */
export function readStripped(plainBody: string): PlainText {
  let text = '';
  walkMarkup(plainBody.replaceAll('<', '&lt;'), {
    open: () => undefined,
    close: () => undefined,
    text(part) {
      text += part;
    },
  });
  return { lines: toLines(text), pictureCount: 0, linkedFileCount: 0 };
}
