/**
 * Looks at a reply before Zendesk saves the ticket, and objects once: the same text submitted again goes out. Whatever cannot be
 * found out does not keep an agent from working.
 */
import { say } from '@/components/sidebar/context';
import { ask, type Zaf } from '@/components/sidebar/zaf';
import type { ReviewPanel } from '@/lib/sidebar/view';
import type { Words } from '@/lib/sidebar/words';

/** The tag by which the account's own triggers leave our tickets alone. */
const productTag = 'verified_reviews';

const plain = (html: string) =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&nbsp;/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

async function findObjections(zaf: Zaf, words: Words, panel: ReviewPanel, text: string): Promise<string[]> {
  const found: string[] = [];
  const tags = await ask(zaf, 'ticket.tags');
  if (panel.isMailedTwice) found.push(say(words, 'save.mailedTwiceSetting'));
  else if (Array.isArray(tags) && !tags.includes(productTag)) found.push(say(words, 'save.mailedTwice'));
  if (panel.thread.some(({ side, body }) => side === 'merchant' && plain(body) === text))
    found.push(say(words, 'save.sameReply'));
  const { findReplyWarnings } = await import('@/lib/moderation/replyWarnings');
  for (const { kind, passages } of findReplyWarnings(text, { familyName: panel.author.familyName })) {
    const quoted = passages.slice(0, 3).join(', ');
    found.push(say(words, `warning.${kind}`).replace('{passages}', quoted));
  }
  return found;
}

/** @param read what is known of the review at that moment. */
export function watchSave(zaf: Zaf, read: () => { words: Words; panel: ReviewPanel | null }): void {
  let confirmed: string | null = null;
  zaf.on('ticket.save', async () => {
    const { words, panel } = read();
    if (!panel) return true;
    try {
      const [type, written] = await Promise.all([ask(zaf, 'comment.type'), ask(zaf, 'comment.text')]);
      const text = plain(typeof written === 'string' ? written : '');
      if (type !== 'publicReply' || text === '' || text === confirmed) return true;
      const objections = await findObjections(zaf, words, panel, text);
      if (objections.length === 0) return true;
      confirmed = text;
      return [say(words, 'save.lead'), ...objections, say(words, 'save.again')].join(' ');
    } catch {
      return true;
    }
  });
}
