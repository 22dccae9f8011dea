import type { Client } from './client';

const LIVE_MS = 1000;

/** Tells the host that the agent is at work in the app: clicks as `track` calls, and a sign of life at most each second. */
export function reportActivity(client: Client): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const live = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      client.postMessage('session.live');
    }, LIVE_MS);
  };
  for (const name of ['click', 'keydown', 'mousemove'])
    document.addEventListener(name, live, { passive: true });
  document.addEventListener('click', () => {
    // The host may answer or ignore it, so what comes back is of no interest.
    client.invoke('track', 'click').catch(() => undefined);
  });
}
