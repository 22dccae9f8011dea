import { expect, test } from 'vitest';
import { findReplyWarnings } from '@/lib/moderation/replyWarnings';

const find = (text: string) =>
  findReplyWarnings(text, { familyName: 'Delmas', locale: 'fr', orderRef: '20417' });
const kinds = (text: string) => find(text).map(({ kind }) => kind);

test.each([
  ['Bonjour, écrivez à contact@maison.example.', 'personal_data', 'contact@maison.example'],
  ['Appelez-nous au 01 23 45 67 89.', 'personal_data', '01 23 45 67 89'],
  ['Bonjour Madame DELMAS, merci.', 'personal_data', 'DELMAS'],
  ['Voir https://maison.example/soldes', 'promotion', 'https://maison.example/soldes'],
  ['Profitez de notre boutique maison-lune.fr', 'promotion', 'maison-lune.fr'],
  ['Avec le code promo LUNE10 dès demain.', 'promotion', 'code promo LUNE10'],
  ['Nous vous accordons 10 % de remise.', 'promotion', '10 % de remise'],
  ['Use code MOON-25 at checkout.', 'promotion', 'code MOON-25'],
])('%s: %s', (text, kind, passage) => {
  expect(find(text)).toEqual([{ kind, passages: [passage] }]);
});

test.each([
  'Nous vous offrons un bon d’achat si vous acceptez de modifier votre avis.',
  'En échange d’un remboursement, pourriez-vous supprimer cet avis ?',
  'We will send a gift voucher if you change your review.',
  'Un cadeau vous attend contre une note de 5 étoiles !',
  'Pour 20 € de réduction, MODIFIEZ votre note.',
  'Wir schicken Ihnen einen Gutschein, wenn Sie Ihre Bewertung ändern.',
])('an offer for a changed review is named: %s', (text) => {
  expect(kinds(text)).toContain('compensation');
});

test.each([
  'Bonjour Claire, nous sommes désolés. Un nouveau vase part demain, et votre remboursement est en cours.',
  'Merci de votre avis. Vous pouvez le modifier à tout moment.',
  'Nous allons changer votre colis. Commande 20417 du 12/05/2026.',
  'We have refunded your order in full. Thank you for your review.',
  'Votre avis nous aide à progresser, p.ex. sur les délais. À bientôt !',
])('an honest reply is left alone: %s', (text) => {
  expect(find(text)).toEqual([]);
});

test('no name of one or two letters is looked for', () => {
  expect(findReplyWarnings('Le vase part demain.', { familyName: 'Le', locale: 'fr', orderRef: '' })).toEqual(
    [],
  );
});
