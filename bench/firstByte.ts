/** Time to first byte over one kept-open connection, contenders in turn as in `measure`. */
import { Agent, get } from 'node:http';
import { median, type Measured } from './measure';

/** `address` gives the next address to ask for: the same each time, or another one that nothing was kept of. */
export type Page = { name: string; address: () => string };

function firstByteMs(address: string, agent: Agent): Promise<number> {
  return new Promise((done, failed) => {
    const began = performance.now();
    const request = get(address, { agent, headers: { 'accept-encoding': 'gzip' } }, (response) => {
      response.once('data', () => {
        const took = performance.now() - began;
        response.resume().once('end', () => {
          if (response.statusCode === 200) done(took);
          else failed(new Error(`${address} answered ${response.statusCode}`));
        });
      });
    });
    request.once('error', failed);
  });
}

const percentile = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

export async function measureFirstByte(
  pages: readonly Page[],
  { rounds, calls }: { rounds: number; calls: number },
): Promise<Measured[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const samples = pages.map(() => [] as number[][]);
  for (let round = -1; round < rounds; round++) {
    for (const [index, { address }] of pages.entries()) {
      const times: number[] = [];
      for (let call = 0; call < calls; call++) times.push(await firstByteMs(address(), agent));
      if (round >= 0) samples[index]?.push(times);
    }
  }
  agent.destroy();
  return pages.map(({ name }, index) => {
    const all = (samples[index] ?? []).flat().sort((a, b) => a - b);
    const roundP50Ms = (samples[index] ?? []).map(median);
    return { name, p50Ms: percentile(all, 0.5), p99Ms: percentile(all, 0.99), roundP50Ms };
  });
}
