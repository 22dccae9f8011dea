/**
 * What of a comment can still name somebody, and the markup that has Zendesk blacken it. Zendesk compares the comment with what we
 * send: tags around words and an attribute on elements may be added, nothing else may differ.
 */
import { hasWords } from '@/lib/zendesk/comment/lines';
import { walkMarkup } from '@/lib/zendesk/comment/markup';
import { wholeTextOf } from '@/lib/zendesk/comment/reading';
import type { Comment } from '@/lib/zendesk/resources/comments';

/** A comment in the HTML stays, a tag may hold `>` between quotes, and any other `<` is a sign of the text. */
const pieces = /<!--[\s\S]*?-->|<\/?[a-z](?:"[^"]*"|'[^']*'|[^"'>])*>|[^<]+|</gi;
const element = /^<([a-z][\w:-]*)(?=[\s/>])/i;

/** Attributes that only say how something looks. */
const looks = new Set(
  'align alt-text bgcolor border cellpadding cellspacing class color colspan dir face height lang rel rowspan size style target type valign width redact'.split(
    ' ',
  ),
);
/** Of links and pictures everything but looks goes; of other elements what a person can read or follow. */
const speaking = new Set('alt aria-label cite href src srcset title'.split(' '));
const hasValue = (value: string) => hasWords(value) && value.trim() !== '#';

function tellsSomething(name: string, attributes: ReadonlyMap<string, string>): boolean {
  return [...attributes].some(([attribute, value]) => {
    const isMeant = name === 'a' || name === 'img' ? !looks.has(attribute) : speaking.has(attribute);
    return isMeant && hasValue(value);
  });
}

function markElement(tag: string): string {
  let isMeant = false;
  walkMarkup(tag, {
    open: (name, attributes) => (isMeant ||= tellsSomething(name, attributes)),
    close: () => undefined,
    text: () => undefined,
  });
  return isMeant ? tag.replace(element, '<$1 redact') : tag;
}

/** Text that ends in a lone `<` comes in two pieces; both are words of one run. */
export function withRedactMarks(html: string): string {
  let marked = '';
  let run = '';
  const endRun = () => {
    marked += hasWords(run.replace(/&(?:nbsp|#160|#xa0);/gi, ' ')) ? `<redact>${run}</redact>` : run;
    run = '';
  };
  for (const [piece] of html.matchAll(pieces)) {
    if (!/^<[a-z/!]/i.test(piece)) {
      run += piece;
      continue;
    }
    endRun();
    marked += markElement(piece);
  }
  endRun();
  return marked;
}

/** In Markdown a quotation keeps its marks after its words are gone. */
const quoteMarks = /^(?:\s*>)+/;

/** What can still be read in the comment: runs of words, and addresses or words inside elements. */
export function listReadable(comment: Comment): string[] {
  const found: string[] = [];
  let run = '';
  const note = (text: string) => {
    if (hasWords(text)) found.push(text.trim());
  };
  const endRun = () => {
    note(run);
    run = '';
  };
  walkMarkup(comment.html_body ?? '', {
    open: (name, attributes) => {
      endRun();
      if (!tellsSomething(name, attributes)) return;
      for (const [attribute, value] of attributes)
        if (!looks.has(attribute) && hasValue(value)) found.push(value);
    },
    close: endRun,
    text: (text) => (run += text),
  });
  endRun();
  // Either may hold words though there is no HTML, or hold them longer.
  const { body, plain_body } = comment;
  for (const text of [wholeTextOf({ body }), wholeTextOf({ plain_body })])
    text.split('\n').forEach((line) => note(line.replace(quoteMarks, '')));
  return [...new Set(found)];
}

type CommentFile = { id: number; url: string | null };

/** What Zendesk puts in the place of a file it has removed. */
const redactedFile = 'redacted.txt';

/** Inline pictures too: they are listed beside the files. */
export function listFiles(comment: Comment): CommentFile[] {
  return (comment.attachments ?? []).flatMap(({ id, file_name: name, content_url: url }) =>
    id == null || name === redactedFile ? [] : [{ id, url: typeof url === 'string' ? url : null }],
  );
}

/** Nothing of it can name anybody any more. */
export const isBlack = (comment: Comment) =>
  listReadable(comment).length === 0 && listFiles(comment).length === 0;
