import { describe, expect, it } from 'vitest';
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
    author: { familyName: 'Vasseur' },
    ...change,
  }) as unknown as ReviewPanel;

/** A ticket as the host would tell it, and the hook it would wait for. */
function ticket(
  draft: { text: string; type?: string; tags?: unknown },
  panel: ReviewPanel | null = review(),
) {
  const state = { type: 'publicReply', tags: ['verified_reviews'] as unknown, ...draft };
  const paths: Record<string, () => unknown> = {
    'comment.text': () => state.text,
    'comment.type': () => state.type,
    'ticket.tags': () => state.tags,
  };
  let hook: () => unknown = () => true;
  const zaf = {
    get: (path: string) => Promise.resolve({ [path]: paths[path]?.() }),
    on: (_event: string, act: () => unknown) => {
      hook = act;
    },
  } as unknown as Zaf;
  watchSave(zaf, () => ({ words, panel }));
  return { state, save: () => Promise.resolve(hook()) };
}

describe('what is asked before a ticket is saved', () => {
  it('lets a clean public reply go, and every internal note', async () => {
    expect(await ticket({ text: '<p>Bonjour, votre colis repart demain.</p>' }).save()).toBe(true);
    const note = 'Rappeler au 06 12 34 56 78';
    expect(await ticket({ text: note, type: 'internalNote' }).save()).toBe(true);
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
    expect(await save()).toBe(true);
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

  it('never keeps an agent from working when something cannot be found out', async () => {
    expect(await ticket({ text: 'service@maison.test' }, null).save()).toBe(true);
    const zaf = { get: () => Promise.reject(new Error('unknown path')), on: () => undefined };
    let hook: () => unknown = () => false;
    zaf.on = ((_event: string, act: () => unknown) => {
      hook = act;
    }) as never;
    watchSave(zaf as unknown as Zaf, () => ({ words, panel: review() }));
    expect(await hook()).toBe(true);
  });
});
