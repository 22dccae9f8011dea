import { describe, expect, it } from 'vitest';
import { findRoomCircles, type Module } from '@/lib/processes/checks/rooms';

const module = (source: string, ...imports: string[]): Module => ({
  source,
  dependencies: imports.map((resolved) => ({ resolved })),
});

describe('findRoomCircles', () => {
  it('accepts imports that run one way', () => {
    const modules = [module('lib/a/one.ts', 'lib/b/two.ts'), module('lib/b/two.ts', 'lib/platform/env.ts')];
    expect(findRoomCircles(modules)).toEqual([]);
  });

  it('names two rooms that import each other, although no file is in a circle', () => {
    const modules = [
      module('lib/a/one.ts', 'lib/b/two.ts'),
      module('lib/b/three.ts', 'lib/a/four.ts'),
      module('lib/b/two.ts'),
      module('lib/a/four.ts'),
    ];
    expect(findRoomCircles(modules)).toEqual([
      'rooms import each other: lib/a → lib/b → lib/a (lib/a/one.ts → lib/b/two.ts; lib/b/three.ts → lib/a/four.ts)',
    ]);
  });

  it('names a circle through three rooms', () => {
    const modules = [
      module('components/a/x.tsx', 'components/b/x.tsx'),
      module('components/b/x.tsx', 'components/c/x.tsx'),
      module('components/c/y.tsx', 'components/a/y.tsx'),
    ];
    expect(findRoomCircles(modules)).toHaveLength(1);
  });

  it('takes the parts of the sync engine for rooms of their own', () => {
    const modules = [
      module('lib/sync/inbound/a.ts', 'lib/sync/outbound/b.ts'),
      module('lib/sync/outbound/c.ts', 'lib/sync/inbound/d.ts'),
    ];
    expect(findRoomCircles(modules)).toHaveLength(1);
  });

  it('leaves tests and their helpers out', () => {
    const modules = [
      module('lib/a/one.ts', 'lib/b/two.ts'),
      module('lib/b/two.integration.test.ts', 'lib/a/one.ts'),
      module('lib/b/testing/stage.ts', 'lib/a/one.ts'),
    ];
    expect(findRoomCircles(modules)).toEqual([]);
  });
});
