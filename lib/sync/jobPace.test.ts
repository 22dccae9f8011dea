import { expect, test } from 'vitest';
import { JobPace } from '@/lib/sync/jobPace';

const times = (count: number, work: () => void) => Array.from({ length: count }).forEach(work);

test('an account that is quick is looked at sooner each time, but not at once', () => {
  const pace = new JobPace();
  const before = pace.firstLookMs('a');
  pace.noteOver('a');
  expect(pace.firstLookMs('a')).toBeLessThan(before);
  times(100, () => pace.noteOver('a'));
  expect(pace.firstLookMs('a')).toBe(20);
});

test('one that takes longer is looked at later than the age at which it was still at work, up to two seconds', () => {
  const pace = new JobPace();
  pace.noteAtWork('a', 800);
  expect(pace.firstLookMs('a')).toBe(1_000);
  pace.noteAtWork('a', 60_000);
  expect(pace.firstLookMs('a')).toBe(2_000);
});

test('looks at a job become rarer with its age', () => {
  const pace = new JobPace();
  let ageMs = pace.firstLookMs('a');
  let looks = 1;
  for (; ageMs < 3_000; looks++) ageMs += pace.nextLookMs(ageMs);
  expect(looks).toBeLessThan(15);
  expect(pace.nextLookMs(5)).toBe(20);
  expect(pace.nextLookMs(60_000)).toBe(2_000);
});

test('what one account needs says nothing of another', () => {
  const pace = new JobPace();
  pace.noteAtWork('slow', 1_000);
  expect(pace.firstLookMs('other')).toBe(new JobPace().firstLookMs('other'));
});
