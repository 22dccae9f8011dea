import { describe, expect, it } from 'vitest';
import { runHook } from '../../e2e/zendesk/sdk/hooks';
import { watchSave } from '@/components/sidebar/saveHook';
import type { Zaf } from '@/components/sidebar/zaf';
import type { ReviewPanel } from '@/lib/sidebar/view';
import { toWords } from '@/lib/sidebar/words';

const words = toWords('fr');
const review = (change: Partial<ReviewPanel> = {}) =>
  ({
    kind: 'review',
    isMailedTwice: false,
    thread: [],
    repliedTo: { familyName: 'Vasseur', locale: 'fr', orderRef: 'A-1' },
    ...change,
  }) as unknown as ReviewPanel;

/** A ticket as the host would tell it, and the hook it would wait for. */
function ticket(
  draft: { text: string; type?: string; tags?: unknown; rich?: boolean },
  panel: ReviewPanel | null = review(),
) {
  const state = { type: 'publicReply', tags: ['verified_reviews'] as unknown, ...draft };
  const paths: Record<string, () => unknown> = {
    'comment.text': () => state.text,
    'comment.type': () => state.type,
    'ticket.tags': () => state.tags,
    'comment.useRichText': () => state.rich,
  };
  let hook: () => unknown = () => true;
  const zaf = {
    get: (path: string) => Promise.resolve({ [path]: paths[path]?.() }),
    on: (_event: string, act: () => unknown) => {
      hook = act;
    },
  } as unknown as Zaf;
  watchSave(zaf, () => ({ words, panel }));
  // As Zendesk's SDK hears a hook: what a promise is fulfilled with never stops anything.
  return { state, save: () => runHook([hook]) };
}

describe('what is asked before a ticket is saved', () => {
  it('lets a clean public reply go, and every internal note', async () => {
    expect(await ticket({ text: '<p>Bonjour, votre colis repart demain.</p>' }).save()).toBeNull();
    const note = 'Rappeler au 06 12 34 56 78';
    expect(await ticket({ text: note, type: 'internalNote' }).save()).toBeNull();
  });

  it.each([
    ['Écrivez à service@maison.test', 'Données personnelles'],
    ['Bonjour Madame Vasseur', 'Données personnelles'],
    ['Un bon d’achat vous attend si vous acceptez de modifier votre avis', 'Contrepartie'],
    ['Profitez de -20% sur www.maison.com', 'promotion'],
  ])('objects once to “%s”, then lets the same text go', async (text, about) => {
    const { save, state } = ticket({ text });
    const objection = await save();
    expect(objection).toContain(about);
    expect(objection).toContain(words['save.again']);
    expect(await save()).toBeNull();
    state.text = `${text} !`;
    expect(await save()).toContain(about);
  });

  it('objects where the author would be mailed twice', async () => {
    expect(await ticket({ text: 'Bonjour', tags: ['autre'] }).save()).toContain(words['save.mailedTwice']);
    const setting = ticket({ text: 'Bonjour' }, review({ isMailedTwice: true }));
    expect(await setting.save()).toContain(words['save.mailedTwiceSetting']);
    const sent = { id: '1', side: 'merchant' as const, who: '', when: '', body: 'Bonjour,\nmerci.' };
    const again = ticket({ text: '<p>Bonjour,<br>merci.</p>' }, review({ thread: [sent] }));
    expect(await again.save()).toContain(words['save.sameReply']);
  });

  it.each([
    ['an ampersand', 'Tom & Léa, merci', '<p>Tom &amp; L&eacute;a, merci</p>'],
    ['a sign of less', 'Moins de 5 < 6 jours', '<p>Moins de 5 &lt; 6&nbsp;jours</p>'],
    [
      'words that look like a tag',
      'Prix <50 € net> tenu',
      '<div dir="auto">Prix &lt;50 &euro; net&gt; tenu</div>',
    ],
    ['lines and a list', 'Bonjour,\n\nun\ndeux', '<p>Bonjour,<br></p><ul><li>un</li><li>deux</li></ul>'],
    ['another composition of letters', 'Zoé répond', '<p>Zoe\u0301 re\u0301pond</p>'],
    ['bold in the middle of a word', 'Bonjour', '<p>Bon<strong>jour</strong></p>'],
  ])('notices the same reply again, with %s', async (_, body, text) => {
    const sent = { id: '1', side: 'merchant' as const, who: '', when: '', body };
    const { save } = ticket({ text, rich: true }, review({ thread: [sent] }));
    expect(await save()).toContain(words['save.sameReply']);
  });

  it('reads the plain composer as it was typed', async () => {
    const sent = { id: '1', side: 'merchant' as const, who: '', when: '', body: 'Prix <b> et &amp; ensuite' };
    const { save } = ticket({ text: 'Prix <b> et &amp; ensuite', rich: false }, review({ thread: [sent] }));
    expect(await save()).toContain(words['save.sameReply']);
  });

  it('quotes what it found as the agent wrote it, and sees an address behind other words', async () => {
    const quoted = await ticket({
      text: '<p>Profitez de -20%&nbsp;: www.maison.com/a?b=1&amp;c=2</p>',
    }).save();
    expect(quoted).toContain('www.maison.com/a?b=1&c=2');
    expect(quoted).not.toContain('&amp;');
    const hidden = await ticket({ text: '<p>Bonjour, <a href="mailto:zoe@author.test">ici</a></p>' }).save();
    expect(hidden).toContain('zoe@author.test');
  });

  it('never keeps an agent from working when something cannot be found out', async () => {
    expect(await ticket({ text: 'service@maison.test' }, null).save()).toBeNull();
    const zaf = { get: () => Promise.reject(new Error('unknown path')), on: () => undefined };
    let hook: () => unknown = () => false;
    zaf.on = ((_event: string, act: () => unknown) => {
      hook = act;
    }) as never;
    watchSave(zaf as unknown as Zaf, () => ({ words, panel: review() }));
    expect(await runHook([hook])).toBeNull();
  });
});
