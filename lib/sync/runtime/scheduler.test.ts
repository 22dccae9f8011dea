import { expect, test } from 'vitest';
import { nothingDone, SideBySide, stopped, type Turn } from '@/lib/sync/runtime/scheduler';
import { createWake } from '@/lib/sync/runtime/wake';

const done: Turn = { ...nothingDone, didSomething: true };
const never = new AbortController().signal;
/** Whatever is added has something to do at the beginning. */
function open(signal: AbortSignal = never, wake = createWake()) {
  const names = ['one', 'other', 'slow', 'quick', 'plan', 'broken', 'soon', 'far', 'patient'];
  return { wake, desk: new SideBySide(wake, signal, names) };
}

/** Gives its turns in order, then has nothing more to do. */
function script(turns: Turn[]): { taken: () => number; turn: () => Promise<Turn> } {
  let taken = 0;
  return { taken: () => taken, turn: () => Promise.resolve(turns[taken++] ?? nothingDone) };
}

test('each activity goes on while it finds something, and all end together', async () => {
  const { desk } = open();
  const [one, other] = [script([done, done]), script([])];
  desk.add('one', { ...one, tells: [] });
  desk.add('other', { ...other, tells: [] });
  await desk.run();
  expect([one.taken(), other.taken()]).toEqual([3, 1]);
});

test('who has nothing to do at the beginning looks only when told', async () => {
  const wake = createWake();
  const desk = new SideBySide(wake, never, ['one']);
  const [one, other, third] = [script([done]), script([]), script([])];
  desk.add('one', { ...one, tells: ['other'] });
  desk.add('other', { ...other, tells: [] });
  desk.add('third', { ...third, tells: [] });
  await desk.run();
  expect([one.taken(), other.taken(), third.taken()]).toEqual([2, 1, 0]);
});

test('what one finds makes those look again that it tells', async () => {
  const { desk } = open();
  const [one, other] = [script([done]), script([])];
  desk.add('one', { ...one, tells: ['other'] });
  desk.add('other', { ...other, tells: [] });
  await desk.run();
  expect(other.taken()).toBeGreaterThanOrEqual(1);
  expect(one.taken()).toBe(2);
});

test('nobody waits for another: a turn that takes long holds up its own activity only', async () => {
  const { desk } = open();
  let finish: (turn: Turn) => void = () => undefined;
  const slow = new Promise<Turn>((resolve) => (finish = resolve));
  const quick = script([done, done, done]);
  desk.add('slow', { turn: () => (quick.taken() === 0 ? slow : Promise.resolve(nothingDone)), tells: [] });
  desk.add('quick', {
    async turn() {
      const turn = await quick.turn();
      if (!turn.didSomething) finish(nothingDone);
      return turn;
    },
    tells: [],
  });
  await desk.run();
  expect(quick.taken()).toBe(4);
});

test('work that is carried keeps it going, and tells when it is over', async () => {
  const { desk } = open();
  let arrived = false;
  const seen: boolean[] = [];
  desk.add('plan', {
    turn() {
      seen.push(arrived);
      if (seen.length === 1)
        desk.carry(async () => {
          await Promise.resolve();
          arrived = true;
          return { isStopped: false };
        }, ['plan']);
      return Promise.resolve(nothingDone);
    },
    tells: [],
  });
  await desk.run();
  expect(seen).toEqual([false, true]);
});

test('a stop lets the turns under way end, and starts no more', async () => {
  const { desk } = open();
  const other = script([done, done, done]);
  desk.add('one', { turn: () => Promise.resolve(stopped), tells: [] });
  desk.add('other', { ...other, tells: [] });
  await desk.run();
  expect(other.taken()).toBe(1);
});

test('a fault ends all of it, and is told only when the others have ended', async () => {
  const { desk } = open();
  let isOver = false;
  desk.add('broken', { turn: () => Promise.reject(new Error('no database')), tells: [] });
  desk.add('other', {
    async turn() {
      await new Promise(setImmediate);
      isOver = true;
      return nothingDone;
    },
    tells: [],
  });
  await expect(desk.run()).rejects.toThrow('no database');
  expect(isOver).toBe(true);
});

test('a ring from outside makes those look again that it names', async () => {
  const { desk, wake } = open();
  let looks = 0;
  desk.add('one', {
    turn() {
      looks += 1;
      if (looks === 1) wake.ring(['one']);
      return Promise.resolve(nothingDone);
    },
    tells: [],
  });
  const other = script([]);
  desk.add('other', { ...other, tells: [] });
  await desk.run();
  expect([looks, other.taken()]).toEqual([2, 1]);
  expect(wake.hasRung()).toBe(false);
});

test('it waits for what is expected soon, not for what is far off or only nice to have', async () => {
  const { desk } = open();
  const soon = script([{ ...nothingDone, waitMs: 1 }]);
  const far = script([{ ...nothingDone, waitMs: 3_600_000 }]);
  const patient = script([{ ...nothingDone, waitMs: 500, isPatient: true }]);
  desk.add('soon', { ...soon, tells: [] });
  desk.add('far', { ...far, tells: [] });
  desk.add('patient', { ...patient, tells: [] });
  await desk.run();
  expect([soon.taken(), far.taken(), patient.taken()]).toEqual([2, 1, 1]);
});

test('an abort ends the waiting', async () => {
  const stop = new AbortController();
  const { desk } = open(stop.signal);
  const turn: Turn = { ...nothingDone, waitMs: 1_500 };
  let looks = 0;
  desk.add('one', {
    turn() {
      looks += 1;
      setImmediate(() => stop.abort());
      return Promise.resolve(turn);
    },
    tells: [],
  });
  await desk.run();
  expect(looks).toBe(1);
});

test('what is expected sooner stays: a turn that knows of nothing before then does not put it off', async () => {
  const { desk } = open();
  let turns = 0;
  desk.add('one', {
    tells: [],
    turn: () => {
      turns += 1;
      if (turns > 1) return Promise.resolve(nothingDone);
      desk.expect('one', 30);
      return Promise.resolve({ ...nothingDone, waitMs: 60_000 });
    },
  });
  await desk.run();
  expect(turns).toBe(2);
});

test('what is expected later than it is due anyway changes nothing', async () => {
  const { desk } = open();
  const one = script([{ ...nothingDone, waitMs: 20 }]);
  desk.add('one', { ...one, tells: [] });
  desk.add('other', {
    tells: [],
    turn: async () => {
      await new Promise((resolve) => setImmediate(resolve));
      desk.expect('one', 60_000);
      return nothingDone;
    },
  });
  await desk.run();
  expect(one.taken()).toBe(2);
});
