import { expect, test } from 'vitest';
import { JobPace } from '@/lib/sync/outbound/jobPace';

const times = (count: number, work: () => void) => Array.from({ length: count }).forEach(work);

test('an account that is quick is looked at sooner each time, but not at once', () => {
  const pace = new JobPace();
  const before = pace.firstLookMs('a');
  pace.noteOver('a', 0);
  expect(pace.firstLookMs('a')).toBeLessThan(before);
  times(100, () => pace.noteOver('a', 0));
  expect(pace.firstLookMs('a')).toBe(20);
});

test('a look that was late says nothing, however often', () => {
  const pace = new JobPace();
  pace.noteAtWork('a', 800);
  times(100, () => pace.noteOver('a', 3_000));
  expect(pace.firstLookMs('a')).toBe(1_000);
});

test('one that takes longer is looked at later than the age at which it was still at work, up to two seconds', () => {
  const pace = new JobPace();
  pace.noteAtWork('a', 800);
  expect(pace.firstLookMs('a')).toBe(1_000);
  pace.noteAtWork('a', 60_000);
  expect(pace.firstLookMs('a')).toBe(2_000);
});

test('a job that is younger than expected says nothing, however often', () => {
  const pace = new JobPace();
  pace.noteAtWork('a', 800);
  times(100, () => pace.noteAtWork('a', 100));
  expect(pace.firstLookMs('a')).toBe(1_000);
});

test('looks at a job become rarer with its age, and are not many although its clock is ahead', () => {
  const pace = new JobPace();
  const ages = [-5_000, 0, 150, 300, 900, 3_000, 60_000];
  expect(ages.map((ageMs) => pace.nextLookMs(ageMs))).toEqual([50, 50, 50, 100, 300, 1_000, 2_000]);
});

test('what one account needs says nothing of another', () => {
  const pace = new JobPace();
  pace.noteAtWork('slow', 1_000);
  expect(pace.firstLookMs('other')).toBe(new JobPace().firstLookMs('other'));
});
