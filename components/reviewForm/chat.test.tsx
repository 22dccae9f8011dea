import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createChat, type ChatKind } from '@/components/reviewForm/chat';

const key = '11111111-2222-4333-8444-555555555555';
type Widget = { calls: string[]; fire: (event: string) => void };

const snippet = () => document.getElementById('ze-snippet') as HTMLScriptElement | null;
const open = (kind: ChatKind = 'messaging') => createChat({ accountKey: key, kind, maxRating: 2 }, window);

/** The widget as its script brings it: a function that records commands and takes listeners. */
function arrive(): Widget {
  const calls: string[] = [];
  const listeners: Record<string, () => void> = {};
  window.zE = (target, command, listener) => {
    if (typeof listener === 'function') listeners[String(command)] = listener as () => void;
    else calls.push(`${target} ${String(command)}`);
  };
  snippet()?.dispatchEvent(new Event('load'));
  return { calls, fire: (event) => listeners[event]?.() };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  snippet()?.remove();
  delete window.zE;
  sessionStorage.clear();
  vi.useRealTimers();
});

describe('chat of the review form', () => {
  it('loads nothing for a rating above the set one, and the shop’s widget once for one at it', () => {
    const chat = open();
    chat.setRating(5);
    chat.setRating(3);
    expect(document.head.querySelector('script[src*="zdassets"]')).toBeNull();
    chat.setRating(2);
    chat.setRating(1);
    expect(document.querySelectorAll('#ze-snippet')).toHaveLength(1);
    expect(snippet()?.src).toBe(`https://static.zdassets.com/ekr/snippet.js?key=${key}`);
  });

  it.each([
    ['messaging', 'messenger'],
    ['classic', 'webWidget'],
  ] as const)('opens %s by its own commands', (kind, target) => {
    open(kind).setRating(1);
    expect(arrive().calls).toEqual([`${target} show`, `${target} open`]);
  });

  it('waits for a widget that defines itself after its script has loaded', () => {
    open().setRating(1);
    snippet()?.dispatchEvent(new Event('load'));
    const calls: unknown[] = [];
    window.zE = (...args) => calls.push(args[1]);
    vi.advanceTimersByTime(200);
    expect(calls).toContain('open');
  });

  it('closes when the rating moves above, and opens again when it comes back', () => {
    const chat = open();
    chat.setRating(1);
    const { calls } = arrive();
    chat.setRating(4);
    expect(calls.slice(2)).toEqual(['messenger close', 'messenger hide']);
    chat.setRating(2);
    expect(calls.slice(4)).toEqual(['messenger show', 'messenger open']);
  });

  it('shows nothing when the rating moved above while the widget loaded', () => {
    const chat = open();
    chat.setRating(1);
    chat.setRating(5);
    expect(arrive().calls).toEqual(['messenger hide']);
  });

  it('stays closed once the visitor closed it, on this page and after a reload', () => {
    const chat = open();
    chat.setRating(1);
    const { calls, fire } = arrive();
    fire('close');
    chat.setRating(4);
    chat.setRating(1);
    expect(calls.filter((call) => call.endsWith('open'))).toHaveLength(1);
    snippet()?.remove();
    delete window.zE;
    open().setRating(1);
    expect(snippet()).toBeNull();
  });

  it('does not take its own closing for the visitor’s', () => {
    const chat = open();
    chat.setRating(1);
    const { calls, fire } = arrive();
    chat.setRating(4);
    fire('close');
    chat.setRating(1);
    expect(calls.filter((call) => call.endsWith('open'))).toHaveLength(2);
  });

  it('leaves the form alone when the widget is blocked, broken or storage is off', () => {
    const chat = open();
    chat.setRating(1);
    snippet()?.dispatchEvent(new Event('error'));
    vi.advanceTimersByTime(60_000);
    expect(() => chat.setRating(5)).not.toThrow();
    vi.spyOn(Storage.prototype, 'getItem').mockImplementation(() => {
      throw new Error('off');
    });
    window.zE = () => {
      throw new Error('broken');
    };
    expect(() => open().setRating(1)).not.toThrow();
    expect(() => snippet()?.dispatchEvent(new Event('load'))).not.toThrow();
  });
});

declare global {
  interface Window {
    zE?: (target: string, ...rest: unknown[]) => void;
  }
}
