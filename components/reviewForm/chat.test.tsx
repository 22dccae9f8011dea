import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { productTag } from '@/lib/zendesk/objects/mark';
import { createChat, type ChatEvent, type ChatKind, type ChatSettings } from '@/components/reviewForm/chat';

const key = '11111111-2222-4333-8444-555555555555';
type Widget = { calls: string[]; fire: (event: string) => void };

const snippet = () => document.getElementById('ze-snippet') as HTMLScriptElement | null;
const nothing = { orderField: null, ratingFieldId: null, hasTags: false };
const open = (
  kind: ChatKind = 'messaging',
  passed: Partial<ChatSettings> = {},
  onEvent?: (event: ChatEvent) => void,
) => createChat({ accountKey: key, kind, maxRating: 2, ...nothing, ...passed }, window, onEvent);

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

  it('gives the conversation order and rating ahead of opening, and the new rating when it moves', () => {
    const passed = { orderField: { id: '41', value: 'CMD-7' }, ratingFieldId: '42', hasTags: true };
    const given: unknown[][] = [];
    const chat = open('messaging', passed);
    chat.setRating(1);
    window.zE = (...args) => given.push(args);
    snippet()?.dispatchEvent(new Event('load'));
    chat.setRating(2);
    const sets = given.filter(([target]) => target === 'messenger:set');
    expect(sets.slice(0, 2)).toEqual([
      [
        'messenger:set',
        'conversationFields',
        [
          { id: '41', value: 'CMD-7' },
          { id: '42', value: '1' },
        ],
      ],
      ['messenger:set', 'conversationTags', ['vr_chat', 'vr_rating_1']],
    ]);
    expect(sets.at(-1)?.[2]).toContain('vr_rating_2');
    const opened = given.findIndex(([target, command]) => target === 'messenger' && command === 'open');
    expect(given.findIndex(([, command]) => command === 'conversationFields')).toBeLessThan(opened);
  });

  it('gives the classic widget the same through its settings', () => {
    const given: unknown[][] = [];
    open('classic', { orderField: { id: '41', value: 'CMD-7' }, hasTags: true }).setRating(1);
    window.zE = (...args) => given.push(args);
    snippet()?.dispatchEvent(new Event('load'));
    expect(given.find(([, command]) => command === 'updateSettings')?.[2]).toEqual({
      webWidget: {
        contactForm: {
          fields: [{ id: 41, prefill: { '*': 'CMD-7' } }],
          tags: ['vr_chat', 'vr_rating_1'],
        },
      },
    });
  });

  it('tells when it was offered, and does not count its own opening as the visitor’s', () => {
    const events: ChatEvent[] = [];
    open('messaging', {}, (event) => events.push(event)).setRating(1);
    expect(events).toEqual([]);
    const { fire } = arrive();
    fire('open');
    expect(events).toEqual(['shown']);
  });

  it('tells that the visitor opened it again, or wrote in it', () => {
    const events: ChatEvent[] = [];
    open('messaging', {}, (event) => events.push(event)).setRating(1);
    const { fire } = arrive();
    fire('open');
    fire('conversationStarted');
    fire('close');
    fire('open');
    expect(events).toEqual(['shown', 'opened', 'opened']);
  });

  it('counts a visitor’s opening even where the widget was silent about ours', () => {
    const events: ChatEvent[] = [];
    open('classic', {}, (event) => events.push(event)).setRating(1);
    const { fire } = arrive();
    fire('close');
    fire('open');
    expect(events).toEqual(['shown', 'opened']);
  });

  it('never gives a chat the tag by which the shop’s own notices keep still', () => {
    for (const kind of ['messaging', 'classic'] as const) {
      const given: unknown[][] = [];
      open(kind, { hasTags: true }).setRating(1);
      window.zE = (...args) => given.push(args);
      snippet()?.dispatchEvent(new Event('load'));
      expect(JSON.stringify(given)).toContain('vr_chat');
      expect(JSON.stringify(given)).not.toContain(productTag);
      snippet()?.remove();
      delete window.zE;
    }
  });

  it('takes an event object, and stops listening by what the widget returned for it', () => {
    const left: string[] = [];
    const chat = open();
    chat.setRating(1);
    const heard: Record<string, (event: object) => void> = {};
    window.zE = (target, command, listener) => {
      if (target !== 'messenger:on') return undefined;
      heard[String(command)] = listener as (event: object) => void;
      return () => left.push(String(command));
    };
    snippet()?.dispatchEvent(new Event('load'));
    heard.close?.({ id: 'e-1', createdAt: 1, type: 'messagingClosed' });
    chat.end();
    chat.end();
    expect(left.sort()).toEqual(['close', 'conversationStarted', 'open']);
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
