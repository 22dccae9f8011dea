/**
 * The one way to read what a Zendesk comment says. `html_body` is the text; `body` and then `plain_body` stand in where there is none
 * (either may be empty although something was written). Whoever compares, publishes, counts or looks for words reads them here.
 */
import { readHtml } from '@/lib/zendesk/comment/html';
import { hasWords, joinLines, storable } from '@/lib/zendesk/comment/lines';
import { readMarkdown, readStripped, type PlainText } from '@/lib/zendesk/comment/plain';
import { ownLines } from '@/lib/zendesk/comment/quoted';

/** A comment as Zendesk lists it, or an event of an audit. */
export type CommentBodies = {
  html_body?: string | null;
  body?: string | null;
  plain_body?: string | null;
  attachments?: { inline?: boolean | null }[] | null;
};

export type ReadComment = {
  /** Its writer's own words, without signature and quoted mail; empty when there are none that somebody could read. */
  text: string;
  /** Pictures and files beside the words. They stay in Zendesk. */
  fileCount: number;
};

function readSource(
  { html_body: html, body, plain_body: plain }: CommentBodies,
  isWhole: boolean,
): PlainText {
  if (html) {
    const given = storable(html);
    const whole = readHtml(given, { isWhole: true });
    if (joinLines(whole.lines) !== '' || whole.pictureCount > 0) return isWhole ? whole : readHtml(given);
  }
  const markdown = readMarkdown(storable(body ?? ''));
  if (joinLines(markdown.lines) !== '' || markdown.pictureCount > 0) return markdown;
  return readStripped(storable(plain ?? ''));
}

/** What the comment's writer says to whom the ticket is about. */
export function readReply(comment: CommentBodies): ReadComment {
  const source = readSource(comment, false);
  const text = joinLines(ownLines(source.lines));
  const files = (comment.attachments ?? []).filter(({ inline }) => inline !== true).length;
  return {
    text: hasWords(text) ? text : '',
    fileCount: Math.max(files, source.linkedFileCount) + source.pictureCount,
  };
}

/** Everything that can be read in the comment, signature and quotations too. */
export const wholeTextOf = (comment: CommentBodies): string => joinLines(readSource(comment, true).lines);

/** Whether any of its three bodies still holds something to read; Zendesk blackens with `▇`. */
export const isWordless = ({ html_body: html, body, plain_body: plain }: CommentBodies): boolean =>
  [{ html_body: html }, { body }, { plain_body: plain }].every((one) => !hasWords(wholeTextOf(one)));
