/** What Zendesk and the network do on a bad day: each strike is over by itself, or is taken back at the end. */
import { control, type FaultOrder } from '../zendesk/control';
import { account } from './load';

/** A few calls each: a client that repeats everything blindly would double tickets here. */
const strikes: readonly FaultOrder[] = [
  { kind: 'cut_before', times: 3 },
  { kind: 'cut_after', times: 3 },
  { kind: 'cut_after', times: 2, method: 'POST', path: '^/api/v2/tickets' },
  { kind: 'limit_account', times: 4, retryAfterSeconds: 1 },
  { kind: 'limit_endpoint', times: 4, retryAfterSeconds: 1 },
  { kind: 'unavailable', times: 3, retryAfterSeconds: 1 },
  { kind: 'status', status: 502, times: 4 },
  { kind: 'status', status: 500, times: 3 },
  { kind: 'html', status: 200, times: 2 },
  { kind: 'malformed', times: 2 },
  { kind: 'slow_body', times: 4, delayMs: 1_500 },
  { kind: 'delay', times: 6, delayMs: 800 },
  { kind: 'requester_race', times: 1 },
  { kind: 'database_conflict', times: 2 },
];

/** @param random 0 up to 1, the run's own. @returns what happened, for the summary. */
export async function strike(practiceUrl: string, random: () => number): Promise<string> {
  const zendesk = control(practiceUrl);
  const dice = random();
  if (dice < 0.12) {
    await zendesk.revoke(account, { accessTokens: true });
    return 'tokens expired';
  }
  if (dice < 0.24) {
    await zendesk.change(account, { delivery: { dropNext: 5 } });
    return 'webhooks lost';
  }
  if (dice < 0.36) {
    const isOn = random() < 0.5;
    await zendesk.change(account, {
      delivery: { duplicates: isOn ? 2 : 0, isReversed: isOn, delayMs: isOn ? 300 : 0 },
    });
    return isOn ? 'webhooks doubled' : 'webhooks once';
  }
  const order = strikes[Math.floor(random() * strikes.length)] as FaultOrder;
  await zendesk.fault(account, order);
  return order.kind;
}

/** The sky clears: from here on everything must arrive. */
export async function clearSky(practiceUrl: string): Promise<void> {
  const zendesk = control(practiceUrl);
  await zendesk.clearFaults(account);
  await zendesk.change(account, { delivery: { dropNext: 0, duplicates: 0, isReversed: false, delayMs: 0 } });
}
