/**
 * Runs the worker's pumps. A pump claims due rows and works them off; it is woken by database signals (channel `work`, the
 * payload names the table and, where it can, whose work it is) and, should a signal be lost, by a slow poll. A pump never dies: an error
 * is logged and the pump tried again later, so an unreachable database only delays work.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { listen } from '@/lib/platform/jobs/listen';
import { log } from '@/lib/platform/log';

export type Pump = {
  name: string;
  /** Tables whose signals wake it. */
  wakes: string[];
  /** The longest time between two rounds when no signal comes. */
  everyMs: number;
  /** One round: claims a batch and works it off. `more` asks for the next round at once. Must stop early when aborted. */
  run(signal: AbortSignal): Promise<'more' | 'idle'>;
  /** Takes signals that name whose work it is, instead of a round. Must not throw; a round must find whatever it drops. */
  told?(table: string, id: string, signal: AbortSignal): void;
  /** Called after the last round, for a pump whose rounds start work that outlives them. Resolves when that has ended. */
  end?(): Promise<void>;
};

const firstRetryMs = 500;
const longestRetryMs = 30_000;

/** Runs until the signal aborts; resolves when every pump has finished what it was at. */
export async function runPumps(pumps: Pump[], { signal }: { signal: AbortSignal }): Promise<void> {
  const alarms = pumps.map(() => createAlarm());
  const onSignal = (payload: string) => {
    const [table = '', id] = payload.split(' ');
    pumps.forEach((pump, index) => {
      if (!pump.wakes.includes(table)) return;
      if (id !== undefined && pump.told) pump.told(table, id, signal);
      else alarms[index]?.ring();
    });
  };
  // Signals sent while the connection was down are gone, so a new connection wakes everything.
  const onConnect = () => alarms.forEach((alarm) => alarm.ring());
  const listening = listen({ channel: 'work', onSignal, onConnect, signal });
  const running = pumps.map(async (pump, index) => {
    await keepRunning(pump, alarms[index] ?? createAlarm(), signal);
    await pump.end?.();
  });
  await Promise.all([listening, ...running]);
}

async function keepRunning(pump: Pump, alarm: Alarm, signal: AbortSignal): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    alarm.reset();
    try {
      const outcome = await pump.run(signal);
      failures = 0;
      if (outcome === 'idle') await alarm.wait(pump.everyMs, signal);
    } catch (error) {
      if (signal.aborted) return;
      failures += 1;
      const retryMs = Math.min(longestRetryMs, firstRetryMs * 2 ** (failures - 1));
      log().error({ err: error, pump: pump.name, failures, retryMs }, 'pump failed');
      await alarm.wait(retryMs, signal, { isDeaf: true });
    }
  }
}

type Alarm = ReturnType<typeof createAlarm>;

/** Remembers any number of rings as one. A ring during a round shortens the wait after it to nothing. */
function createAlarm() {
  let hasRung = false;
  let wakeUp: () => void = () => undefined;
  return {
    ring: () => {
      hasRung = true;
      wakeUp();
    },
    reset: () => {
      hasRung = false;
    },
    /** @param isDeaf waits the whole time: a failing pump must not spin on signals. */
    wait: async (ms: number, signal: AbortSignal, { isDeaf = false } = {}): Promise<void> => {
      if (hasRung && !isDeaf) return;
      const rung = new AbortController();
      if (!isDeaf) wakeUp = () => rung.abort();
      await delay(ms, undefined, { signal: AbortSignal.any([signal, rung.signal]) }).catch(() => undefined);
      wakeUp = () => undefined;
    },
  };
}
