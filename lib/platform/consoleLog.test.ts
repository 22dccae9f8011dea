/* eslint-disable no-console -- what is written to the console is the subject. */
import { Writable } from 'node:stream';
import pino from 'pino';
import { expect, test } from 'vitest';
import { sendConsoleToLog } from '@/lib/platform/consoleLog';

type Row = { level: number; msg: string; err?: { message: string } };

function record(say: () => void): Row[] {
  let written = '';
  const sink = new Writable({
    write(chunk, _encoding, done) {
      written += String(chunk);
      done();
    },
  });
  const restore = sendConsoleToLog(pino({ base: null, level: 'debug' }, sink));
  try {
    say();
  } finally {
    restore();
  }
  return written
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);
}

const forged = 'x\n{"level":30,"msg":"FORGED"}\r\n\0\u001b[31mred';

test.each([
  ['error', 50],
  ['warn', 40],
  ['info', 30],
  ['log', 30],
  ['debug', 20],
] as const)('console.%s becomes one line of its level, whatever it holds', (method, level) => {
  const rows = record(() => console[method]('said %s', forged));
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({ level, msg: 'said x\n{"level":30,"msg":"FORGED"}\r\n\0red' });
});

test('an error keeps its stack, and its message stands for words that were not said', () => {
  const rows = record(() => {
    console.error(' ⨯', new Error(forged));
    console.error(new Error('alone'));
  });
  expect(rows).toMatchObject([
    { msg: '⨯', err: { message: forged } },
    { msg: 'alone', err: { message: 'alone' } },
  ]);
});

test('the console is given back', () => {
  const before = console.error;
  record(() => console.error('once'));
  expect(console.error).toBe(before);
});
