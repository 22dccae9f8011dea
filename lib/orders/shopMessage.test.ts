import { expect, it } from 'vitest';
import { parseKeepingDigits, parseObject } from '@/lib/orders/shopMessage';

const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

it('refuses a message that nests deeper than any order', () => {
  expect(() => parseKeepingDigits(nested(5000))).toThrow(/nests/);
  expect(parseObject(`{"query":${'{"a":'.repeat(5000)}1${'}'.repeat(5001)}`)).toBeNull();
  expect(parseKeepingDigits(`{"a":${nested(20)}}`)).toHaveProperty('a');
});

it('keeps digits apart from strings, closed or not', () => {
  expect(parseKeepingDigits('{"a":12,"b":"12 \\" 13","c":[-1.5e3]}')).toEqual({
    a: '12',
    b: '12 " 13',
    c: ['-1.5e3'],
  });
  expect(() => parseKeepingDigits('{"a":"12')).toThrow(/JSON/);
});

it.each(['"\\"', '"', '\\"', '1e', '-', '9'])('reads a body of %j in time that grows with it', (piece) => {
  const started = performance.now();
  for (const end of ['', '\\', '"', '\\"']) {
    expect(parseObject(`{"a":"${piece.repeat(250_000)}${end}`)).toBeNull();
  }
  expect(performance.now() - started).toBeLessThan(2000);
});
