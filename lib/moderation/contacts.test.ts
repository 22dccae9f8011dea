import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskContacts } from '@/lib/moderation/contactMasks';
import { findContacts } from '@/lib/moderation/contacts';
import { findCauses } from '@/lib/moderation/causes';
import { findReplyWarnings } from '@/lib/moderation/replyWarnings';
import contacts from '@/lib/moderation/testing/contacts.json';
import { createMatcher } from '@/lib/moderation/watchedWords';

const find = (text: string, locale = 'fr', orderRef = '') =>
  findContacts(text, { locale, orderRef }).map(({ matchedText }) => matchedText);
const rules = { brandMaxRating: 2, productMaxRating: 2, words: createMatcher([]) };

describe('texts as authors and agents write them', () => {
  it.each(contacts)('$text', ({ text, isContact, orderRef = 'A-1' }) => {
    const subject = {
      text,
      rating: 5,
      type: 'brand',
      familyNames: ['Vasseur'],
      locale: 'fr',
      orderRef,
    } as const;
    const kinds = findCauses(subject, rules).map(({ kind }) => kind);
    expect(kinds).toEqual(isContact ? ['personal_data'] : []);
    const warnings = findReplyWarnings(text, { familyName: 'Vasseur', locale: 'fr', orderRef });
    expect(warnings.map(({ kind }) => kind)).toEqual(isContact ? ['personal_data'] : []);
  });
});

describe('a number is judged by its digits', () => {
  it.each([
    ['0745002136', 'fr'],
    ['07-45-00-21-36', 'fr'],
    ['07 / 45 / 00 / 21 / 36', 'fr'],
    ['07,45,00,21,36', 'fr'],
    ['0 7 4 5 0 0 2 1 3 6', 'fr'],
    ['O7 45 O0 21 36', 'fr'],
    ['07\u200b45\u200b00\u200b21\u200b36', 'fr'],
    ['07\u00a045\u202f00\u200921\u300036', 'fr'],
    ['0️⃣7️⃣4️⃣5️⃣0️⃣0️⃣2️⃣1️⃣3️⃣6️⃣', 'fr'],
    ['٠٧ ٤٥ ٠٠ ٢١ ٣٦', 'fr'],
    ['𝟎𝟕 𝟒𝟓 𝟎𝟎 𝟐𝟏 𝟑𝟔', 'fr'],
    ['＋33 7 45 00 21 36', 'fr'],
    ['+33745002136', 'fr'],
    ['(+33) 7.45.00.21.36', 'fr'],
    ['0033 7 45 00 21 36', 'fr'],
    ['0033745002136', 'fr'],
    ['0033 (0)7 45 00 21 36', 'fr'],
    ['+44 (0)20 7946 0018', 'fr'],
    ['020 7946 0018', 'fr'],
    ['(020) 7946-0018', 'fr'],
    ['07700 900123', 'en'],
    ['(415) 555-2671', 'en'],
    ['0151 23456789', 'de'],
    ['612 34 56 78', 'es'],
    ['612 345 678', 'es'],
    ['345 678 9012', 'it'],
    ['0470 12 34 56', 'fr'],
    ['044 668 18 00', 'de'],
  ])('%s (%s)', (number, locale) => {
    expect(find(`Mon avis, ${number}, merci`, locale)).toEqual([number]);
  });

  it.each([
    ['Appelez le 33745002136', '33745002136'],
    ['WhatsApp 612345678', '612345678'],
    ['Commande 20417 07 45 00 21 36', '07 45 00 21 36'],
    ['Commande 20417, tél. 0745002136', '0745002136'],
  ])('%s, by the word before it', (text, number) => {
    expect(find(text)).toEqual([number]);
  });

  it.each([
    ['Livré le 07.11.2026 09:15'],
    ['Livré le 07.11.26 09.15'],
    ['Reçu 2026-11-07 09:15:30'],
    ['Noté 09/10 08/10 07/10 06/10'],
    ['Ouvert 09h00-12h00 14h00-18h00'],
    ['Colis 0745002136 perdu'],
    ['N° de suivi : 00 12 34 56 78 90 12 34 56'],
    ['EAN 0012345678905'],
    ['Payé 0 123 456 789 francs'],
    ['1 000 000 000 de fois merci'],
    ['Référence AB0745002136'],
    ['6A0745002136FR'],
    ['Modèle 00000000000'],
    ['ratio 3.14159265'],
    ['3 colis, 12 articles, 45,90 € chacun'],
  ])('%s is none', (text) => {
    expect(find(text)).toEqual([]);
  });

  it('sees the order’s own reference for what it is, however it is written', () => {
    for (const text of ['0745002136', '０７４５００２１３６', '07 45 00 21 36', 'n°0745002136']) {
      expect(find(text, 'fr', '0745002136')).toEqual([]);
    }
    expect(find('AB-0612345678 et 07 45 00 21 36', 'fr', 'AB-0612345678')).toEqual(['07 45 00 21 36']);
  });
});

describe('an address', () => {
  it.each([
    'alix@maison.example',
    'alix.vasseur+avis@maison-lune.example',
    'alix＠maison．example',
    'alix (at) maison (point) fr',
    'alix[at]maison[dot]fr',
    'alix arobase maison point fr',
    'alix at maison dot com',
    'alix @ maison . fr',
    'alix @maison.fr',
    'alix@gmail',
    'ali\u200bx@mai\u00adson.fr',
    'élise@maïson.fr',
  ])('%s', (address) => {
    expect(find(`Écrivez : ${address}, merci`)).toEqual([address]);
  });

  it.each([
    'merci @boutique. Livraison rapide',
    'merci @boutique.Livraison rapide',
    'Livré @ la maison. Très bien',
    'arrivé at the door. Thanks',
    '@boutique @autre.compte !',
    'Bravo @boutique ! point fort',
  ])('%s is none', (text) => {
    expect(find(text)).toEqual([]);
  });
});

it('takes time that grows with the text only', () => {
  const started = performance.now();
  for (const piece of ['a', '0 ', '+', '0', '07 45 ', '@', 'a@', '(at)', 'a.', '1/', '#e', 'tel ']) {
    findContacts(piece.repeat(Math.ceil(20_000 / piece.length)), { locale: 'fr', orderRef: '' });
    maskContacts(piece.repeat(Math.ceil(20_000 / piece.length)));
  }
  expect(performance.now() - started).toBeLessThan(6000);
});

it('gives places in the text as written', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (before, after) => {
      const text = `${before} alix@maison.example ${after}`;
      for (const { matchedText, start, end } of findContacts(text, { locale: 'fr', orderRef: '' }))
        expect(text.slice(start, end)).toBe(matchedText);
    }),
  );
});

describe('a mask hides more than the rule holds', () => {
  it.each([
    ['Tel +33 (0)7 45 00 21 36 !', 'Tel ••• !'],
    ['０７　４５　００　２１　３６', '•••'],
    ['0️⃣7️⃣ 45 00 21 36', '•••'],
    ['Suivi 0098765432109 introuvable', 'Suivi ••• introuvable'],
    ['commande 0000654321', 'commande •••'],
    ['612 34 56 78', '•••'],
    ['alix＠maison.example', '•••@•••'],
    ['<alix@maison.example>', '<•••@•••>'],
    ['a!b@[x.y]', '•••@•••'],
  ])('%s', (text, masked) => {
    expect(maskContacts(text)).toBe(masked);
  });

  it.each([
    '2026-12-01T09:15:00.000Z',
    'f81d4fae-7dec-4123-8567-090123456789',
    'ticket 360001234567',
    '07/11/2026 09:15',
    'merci @boutique. Livraison',
  ])('%s stays', (text) => {
    expect(maskContacts(text)).toBe(text);
  });
});
