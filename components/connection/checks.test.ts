import { describe, expect, test } from 'vitest';
import { checkOrder } from '@/components/connection/checks';
import en from '@/lib/platform/i18n/messages/en/applications.json';
import fr from '@/lib/platform/i18n/messages/fr/applications.json';
import { checkNames, checkReasons } from '@/lib/zendesk/checks';

describe.each([
  ['French', fr.checks],
  ['English', en.checks],
])('the texts of the connection test in %s', (_language, texts) => {
  test('name every check and say what a passed one means', () => {
    expect(Object.keys(texts.names).sort()).toEqual([...checkNames].sort());
    expect(Object.keys(texts.passed).sort()).toEqual([...checkNames].sort());
  });

  test('explain every reason and give the next step', () => {
    // A check that was not reached needs no words: its state says so.
    const reasons = checkReasons.filter((reason) => reason !== 'not_reached').sort();
    expect(Object.keys(texts.reasons).sort()).toEqual(reasons);
    expect(Object.keys(texts.next).sort()).toEqual(reasons);
  });
});

test('the screen lists the checks in the order they run', () => {
  expect(checkOrder).toEqual([...checkNames]);
});
