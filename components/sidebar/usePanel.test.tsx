import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchActivation } from '@/components/sidebar/activation';
import type { Call } from '@/components/sidebar/call';
import { usePanel } from '@/components/sidebar/usePanel';
import type { Zaf } from '@/components/sidebar/zaf';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A host that tells when the agent turns to another ticket, and a server that counts how often it is asked. */
function stage() {
  const handlers = new Map<string, () => unknown>();
  const zaf = {
    on: (event: string, handler: () => unknown) => handlers.set(event, handler),
  } as unknown as Zaf;
  const activation = watchActivation(zaf);
  let asked = 0;
  const call: Call = () => {
    asked += 1;
    return Promise.resolve({ data: null, etag: null });
  };
  renderHook(() => usePanel(call, '7', activation));
  const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
  const tell = (event: string) =>
    act(async () => {
      await handlers.get(event)?.();
    });
  return { pass, tell, asked: () => asked };
}

describe('a panel', () => {
  it('asks every 2.5 seconds while the agent has it before them', async () => {
    const { pass, asked } = stage();
    await pass(0);
    expect(asked()).toBe(1);
    await pass(10_000);
    expect(asked()).toBe(5);
  });

  it('asks nothing behind another ticket’s tab, and at once when the agent comes back', async () => {
    const { pass, tell, asked } = stage();
    await pass(0);
    await tell('app.deactivated');
    const before = asked();
    await pass(600_000);
    expect(asked()).toBe(before);
    await tell('app.activated');
    await pass(0);
    expect(asked()).toBe(before + 1);
    await pass(2_500);
    expect(asked()).toBe(before + 2);
  });

  it('is not asked about twice when the host tells again that it is in view', async () => {
    const { pass, tell, asked } = stage();
    await pass(0);
    for (let i = 0; i < 5; i++) await tell('app.activated');
    expect(asked()).toBe(1);
  });
});
