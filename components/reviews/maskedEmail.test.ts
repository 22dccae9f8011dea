import { expect, it } from 'vitest';
import { toMaskedEmail } from '@/components/reviews/maskedEmail';

it.each([
  ['camille.durand@exemple.fr', 'ca•••••@exemple.fr'],
  ['al@exemple.fr', 'a•••••@exemple.fr'],
  ['"odd@name"@exemple.fr', '"o•••••@exemple.fr'],
  ['not an address', '•••••'],
])('masks %s', (email, masked) => {
  expect(toMaskedEmail(email)).toBe(masked);
});
