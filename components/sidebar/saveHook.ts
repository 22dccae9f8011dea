/**
 * Looks at a reply before Zendesk saves the ticket, and objects once: the same text submitted again goes out. Whatever cannot be
 * found out does not keep an agent from working.
 */
import { readComposer, toRun } from '@/components/sidebar/composerText';
import { say } from '@/components/sidebar/context';
import { ask, type Zaf } from '@/components/sidebar/zaf';
import type { ReviewPanel } from '@/lib/sidebar/view';
import type { Words } from '@/lib/sidebar/words';

/** The tag by which the account's own triggers leave our tickets alone. */
const productTag = 'verified_reviews';

async function findObjections(zaf: Zaf, words: Words, panel: ReviewPanel, text: string): Promise<string[]> {
  const found: string[] = [];
  const tags = await ask(zaf, 'ticket.tags');
  if (panel.isMailedTwice) found.push(say(words, 'save.mailedTwiceSetting'));
  else if (Array.isArray(tags) && !tags.includes(productTag)) found.push(say(words, 'save.mailedTwice'));
  if (panel.thread.some(({ side, body }) => side === 'merchant' && toRun(body) === text))
    found.push(say(words, 'save.sameReply'));
  const { findReplyWarnings } = await import('@/lib/moderation/replyWarnings');
  for (const { kind, passages } of findReplyWarnings(text, panel.repliedTo)) {
    const quoted = passages.slice(0, 3).join(', ');
    found.push(say(words, `warning.${kind}`).replace('{passages}', quoted));
  }
  return found;
}

/** What is to be said against a save; null for one that may go ahead. */
async function findObjection(zaf: Zaf, words: Words, panel: ReviewPanel, confirmed: string | null) {
  const [type, written, rich] = await Promise.all(
    ['comment.type', 'comment.text', 'comment.useRichText'].map((path) => ask(zaf, path)),
  );
  const isRich = typeof rich === 'boolean' ? rich : null;
  const text = readComposer(typeof written === 'string' ? written : '', isRich);
  if (type !== 'publicReply' || text === '' || text === confirmed) return null;
  const objections = await findObjections(zaf, words, panel, text);
  if (objections.length === 0) return null;
  return { text, said: [say(words, 'save.lead'), ...objections, say(words, 'save.again')].join(' ') };
}

/**
 * The SDK looks at what a handler returns only when it returns it at once; of a promise it sees a rejection and nothing else. So
 * a save is stopped by throwing.
 * @param read what is known of the review at that moment.
 */
export function watchSave(zaf: Zaf, read: () => { words: Words; panel: ReviewPanel | null }): void {
  let confirmed: string | null = null;
  zaf.on('ticket.save', async () => {
    const { words, panel } = read();
    if (!panel) return;
    const objection = await findObjection(zaf, words, panel, confirmed).catch(() => null);
    if (!objection) return;
    confirmed = objection.text;
    throw new Error(objection.said);
  });
}
