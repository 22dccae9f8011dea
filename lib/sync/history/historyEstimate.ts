/** Pure: what filling up with history will cost, told before it starts. */

/** Without an answer that tells the limit yet: the smallest plan that carries a team. */
export const assumedCallsPerMinute = 200;
const perCall = 100;
/** A look at jobs serves about so many of them. */
const jobsPerLook = 70;

export type Cost = {
  /** Calls to Zendesk. */
  calls: number;
  /** Calls a minute that are ours. */
  callsPerMinute: number;
  /** At the least: an even pace, nothing else to send. */
  minutes: number;
  /** Share of the account's limit that it takes while it runs, 0 to 100. */
  sharePercent: number;
};

/** @param tickets how many are to be made. @param limitPerMinute the account's; null when not known yet. */
export function estimateCost(tickets: number, limitPerMinute: number | null, otherToolsShare: number): Cost {
  const limit = limitPerMinute ?? assumedCallsPerMinute;
  const callsPerMinute = Math.max(1, Math.floor((limit * (100 - otherToolsShare)) / 100));
  const batches = Math.ceil(tickets / perCall);
  const calls = batches + Math.ceil(batches / jobsPerLook);
  const minutes = calls / callsPerMinute;
  // What ends within a minute takes only the part of the minute's calls that it makes.
  const sharePercent = Math.round((Math.min(calls, callsPerMinute) / limit) * 100);
  return { calls, callsPerMinute, minutes, sharePercent };
}
