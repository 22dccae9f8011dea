import { describe, expect, it } from 'vitest';
import { checkDraft, formDraftSchema, readFormData } from '@/lib/reviewForm/formDraft';

function formOf(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

const complete = { 'brand.rating': '4', 'brand.comment': 'Bien', displayName: 'initial', consent: 'yes' };
const check = (fields: Record<string, string>) => checkDraft(readFormData(formOf(fields)));

describe('the form as a browser sends it', () => {
  it('becomes what the form service takes', () => {
    const { form } = check({
      ...complete,
      'products.0.ref': 'vase',
      'products.0.rating': '2',
      'products.0.comment': 'Fêlé',
    });
    expect(form).toEqual({
      brand: { rating: 4, comment: 'Bien' },
      products: [{ ref: 'vase', rating: 2, comment: 'Fêlé' }],
      displayName: 'initial',
      consent: true,
    });
  });

  it('leaves out products that were neither rated nor commented', () => {
    const { form } = check({
      ...complete,
      'products.0.ref': 'a',
      'products.1.ref': 'b',
      'products.1.rating': '5',
    });
    expect(form?.products).toEqual([{ ref: 'b', rating: 5, comment: '' }]);
  });

  it('needs a rating, a name and consent, and says so field by field', () => {
    expect(check({}).errors).toEqual({
      'brand.rating': 'rating_missing',
      displayName: 'name_missing',
      consent: 'consent_missing',
    });
    for (const rating of ['0', '6', '3.5', 'five', '1e0', ' 4']) {
      expect(check({ ...complete, 'brand.rating': rating }).errors).toEqual({
        'brand.rating': 'rating_missing',
      });
    }
  });

  it('names the right product when one before it was left out', () => {
    const fields = { 'products.0.ref': 'a', 'products.1.ref': 'b', 'products.1.comment': 'Sans note' };
    expect(check({ ...complete, ...fields }).errors).toEqual({
      'products.1.rating': 'rating_missing_product',
    });
  });

  it('counts a line break once, as its author sees it', () => {
    const comment = 'a\r\n'.repeat(1000);
    expect(check({ ...complete, 'brand.comment': comment }).form?.brand.comment).toBe('a\n'.repeat(1000));
    expect(check({ ...complete, 'brand.comment': `${comment}b` }).errors).toEqual({
      'brand.comment': 'comment_too_long',
    });
  });

  it('keeps markup, emoji and right-to-left text, and drops what cannot be stored', () => {
    const comment = '<b>ok</b> 👩‍👩‍👧 مرحبا';
    expect(check({ ...complete, 'brand.comment': comment }).form?.brand.comment).toBe(comment);
    expect(check({ ...complete, 'brand.comment': 'a\0b\ud800c' }).form?.brand.comment).not.toMatch(
      /\0|\p{Surrogate}/u,
    );
  });

  it('survives storage as a draft, overlong comment and all', () => {
    const draft = readFormData(formOf({ 'brand.comment': 'x'.repeat(5000), 'products.0.ref': 'a' }));
    expect(formDraftSchema.parse(JSON.parse(JSON.stringify(draft)))).toEqual(draft);
  });

  it('does not read a file where text belongs', () => {
    const data = formOf(complete);
    data.set('brand.comment', new Blob(['x']), 'x.txt');
    expect(checkDraft(readFormData(data)).form?.brand.comment).toBe('');
  });
});
