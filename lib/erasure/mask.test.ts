import { expect, it } from 'vitest';
import { maskPerson } from '@/lib/erasure/mask';

it('takes contacts and given names out, and leaves every other word', () => {
  const cases: [text: string, names: string[], masked: string][] = [
    ['Écrivez à lea@vraie.test ou au 06 12 34 56 78.', [], 'Écrivez à •••@••• ou au •••.'],
    ['Je suis Léa Petit, un petit colis.', ['Léa', 'Petit'], 'Je suis […] […], un petit colis.'],
    ['LÉA PETIT', ['léa', 'petit'], '[…] […]'],
    ['Petite déception', ['Léa', 'Petit'], 'Petite déception'],
    ['C++ (a|b)', ['(a|b)', ''], 'C++ (a|b)'],
    ['Rien à dire.', ['Rien'], '[…] à dire.'],
    ['Le\u0301a Petit', ['L\u00e9a', 'Petit'], '[…] […]'],
    ['Léa Petit', ['Léa Petit'], '[…]'],
    ['De quoi rire, M. Vries', ['de Vries'], 'De quoi rire, M. […]'],
    ['Madame Petit, merci', ['', 'Léa Petit'], 'Madame […], merci'],
  ];
  for (const [text, names, masked] of cases) expect(maskPerson(text, names)).toBe(masked);
});
