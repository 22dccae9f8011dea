import { describe, expect, it } from 'vitest';
import { findCauses, type ModerationRules, type Subject } from '@/lib/moderation/causes';
import { createMatcher } from '@/lib/moderation/watchedWords';

const rules: ModerationRules = {
  brandMaxRating: 2,
  productMaxRating: 1,
  words: createMatcher([{ word: 'retard', category: 'delivery' }]),
};
const subject = (more: Partial<Subject> = {}): Subject => ({
  text: '',
  rating: 5,
  type: 'brand',
  familyNames: ['Vasseur'],
  locale: 'fr',
  ...more,
});
const find = (text: string, more: Partial<Subject> = {}) =>
  findCauses(subject({ text, ...more }), rules).map(({ kind, category, matchedText }) =>
    [kind, category, matchedText].filter(Boolean).join(':'),
  );

describe('rating', () => {
  it('counts up to and including the threshold of its type', () => {
    expect(find('', { rating: 2 })).toEqual(['rating']);
    expect(find('', { rating: 3 })).toEqual([]);
    expect(find('', { rating: 2, type: 'product' })).toEqual([]);
    expect(find('', { rating: 1, type: 'product' })).toEqual(['rating']);
  });

  it('counts for nothing at a threshold of 0', () => {
    expect(findCauses(subject({ rating: 1 }), { ...rules, brandMaxRating: 0 })).toEqual([]);
  });
});

describe('text', () => {
  it('is sent to moderation by a watched word whatever the rating', () => {
    expect(find('Arrivé en RETARD')).toEqual(['watched_word:delivery:RETARD']);
  });

  it.each([
    ['alix@maison.example', 'email'],
    ['alix (at) maison (point) fr', 'email'],
    ['06 12 34 56 78', 'phone'],
    ['+33 6 12 34 56 78', 'phone'],
    ['0033612345678', 'phone'],
    ['020 7946 0018', 'phone'],
    ['(020) 7946-0018', 'phone'],
  ])('shows %s as personal data', (text, category) => {
    const causes = findCauses(subject({ text: `Voici : ${text}, merci` }), rules);
    expect(causes).toMatchObject([{ kind: 'personal_data', category }]);
    expect(text).toContain(causes[0]?.matchedText?.replace(/^\(/, '') ?? 'nothing');
  });

  it.each([
    'Commande 4500012345 reçue',
    'le 12/03/2026 à 14:30',
    '100 000 € bien placés',
    'en 2026 2027 2028',
    'ratio 3.14159265',
    'Livré @ la maison',
  ])('sees no personal data in "%s"', (text) => {
    expect(find(text)).toEqual([]);
  });

  it('shows the family name of the order, not one of two letters', () => {
    expect(find('Signé : Alix VASSEUR')).toEqual(['personal_data:family_name:VASSEUR']);
    expect(find('il y a du li', { familyNames: ['Li'] })).toEqual([]);
  });

  it('shows five identical characters in a row, not four, and not white space', () => {
    expect(find('nuuuuul !!!!! ....')).toEqual(['repeated_characters:uuuuu', 'repeated_characters:!!!!!']);
    expect(find('ok     ok')).toEqual([]);
    expect(find('😡😡😡😡😡')).toEqual(['repeated_characters:😡😡😡😡😡']);
  });

  it('knows insults in the author’s language and others, but no ordinary word for one', () => {
    expect(find('Quel connard ce livreur')).toEqual(['insult:insult:connard']);
    expect(find('What a m.o.r.o.n', { locale: 'en' })).toEqual(['insult:insult:m.o.r.o.n']);
    expect(find('scheisse', { locale: 'de' })).toEqual(['insult:insult:scheisse']);
    for (const text of [
      'Tapette à mouches et fumier de cheval',
      'un con forme',
      'à la pédale',
      'la poubelle à ordures',
      'El servicio es deficiente',
    ]) {
      expect(find(text)).toEqual([]);
    }
  });

  it('tells a French delay from an English insult', () => {
    const none = { ...rules, words: createMatcher([]) };
    expect(findCauses(subject({ text: 'retard' }), none)).toEqual([]);
    expect(findCauses(subject({ text: 'retard', locale: 'en' }), none)).toMatchObject([{ kind: 'insult' }]);
  });

  it('stops at fifty causes', () => {
    expect(find('retard '.repeat(200))).toHaveLength(50);
  });
});
