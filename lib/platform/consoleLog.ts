/** What libraries write to the console becomes lines of the log: a line break in it cannot begin a line of its own. */
import { format, stripVTControlCharacters } from 'node:util';
import type pino from 'pino';
import { log } from '@/lib/platform/log';

const levels = { error: 'error', warn: 'warn', info: 'info', log: 'info', debug: 'debug' } as const;

/** @returns what gives the console back. */
export function sendConsoleToLog(to: pino.Logger = log()): () => void {
  const before = { ...console };
  for (const [method, level] of Object.entries(levels) as [keyof typeof levels, pino.Level][]) {
    // eslint-disable-next-line no-console -- the console itself is what is replaced.
    console[method] = (...said: unknown[]) => {
      const err = said.find((part) => part instanceof Error);
      const words = stripVTControlCharacters(format(...said.filter((part) => part !== err))).trim();
      to[level](err ? { err } : {}, words || err?.message);
    };
  }
  return () => void Object.assign(console, before);
}
