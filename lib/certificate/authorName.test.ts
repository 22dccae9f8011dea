import { describe, expect, it } from 'vitest';
import { publicName } from '@/lib/certificate/authorName';

const at = new Date('2026-11-22T10:00:00Z');
const author = {
  firstName: 'Claire',
  lastName: 'Delmas',
  isAnonymous: false,
  submittedAt: new Date('2026-11-01T10:00:00Z'),
};

describe('public name of an author', () => {
  it('is the first name and the initial of the last', () => {
    expect(publicName(author, at)).toBe('Claire D.');
  });

  it('is anonymous when the author chose so', () => {
    expect(publicName({ ...author, isAnonymous: true }, at)).toBeNull();
  });

  it('is anonymous from the day the review is 18 months old, not a moment earlier', () => {
    const submittedAt = new Date('2025-05-22T10:00:00Z');
    expect(publicName({ ...author, submittedAt }, at)).toBeNull();
    expect(publicName({ ...author, submittedAt }, new Date(at.getTime() - 1))).toBe('Claire D.');
  });

  it('never shows more of the last name than its first letter, whatever the script', () => {
    expect(publicName({ ...author, firstName: 'Élodie', lastName: 'étienne' }, at)).toBe('Élodie É.');
    expect(publicName({ ...author, firstName: 'ليلى', lastName: 'حداد' }, at)).toBe('ليلى ح.');
    expect(publicName({ ...author, lastName: '𠮷田' }, at)).toBe('Claire 𠮷.');
    expect(publicName({ ...author, lastName: ' de la Tour' }, at)).toBe('Claire D.');
  });

  it('copes with a missing part', () => {
    expect(publicName({ ...author, lastName: '' }, at)).toBe('Claire');
    expect(publicName({ ...author, firstName: '', lastName: 'Delmas' }, at)).toBe('D.');
    expect(publicName({ ...author, firstName: ' ', lastName: ' ' }, at)).toBeNull();
  });
});
