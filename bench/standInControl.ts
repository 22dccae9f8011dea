/** The stand-in's own switches and counters. */
export type StandInAccount = {
  tickets: number;
  calls: number;
  refused: number;
  doubled: number;
  windows: { calls: number; rows: number }[];
  madeAtMs?: Record<string, number>;
};

export function standInControl(url: string) {
  const call = async (name: string, body: object = {}): Promise<Record<string, StandInAccount>> => {
    const response = await fetch(`${url}/_control/${name}`, { method: 'POST', body: JSON.stringify(body) });
    return (await response.json()) as Record<string, StandInAccount>;
  };
  return {
    set: (settings: { latencyMs?: number; callsPerMinute?: number; jobMs?: number }) =>
      call('settings', settings),
    reset: () => call('reset'),
    accounts: () => call('accounts'),
    /** With the moment each ticket was made. */
    times: () => call('times'),
  };
}
