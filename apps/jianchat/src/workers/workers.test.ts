import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requestAd, type SentEvent, sendEvent } from '../testing/ad-traffic.ts';
import { apiGet, runCommand, until } from '../testing/api-client.ts';
import { descendants, isAlive } from '../testing/descendants.ts';
import { type PlatformProcess, startPlatformProcess } from '../testing/platform-process.ts';

let dataFolder: string;
let platform: PlatformProcess;

beforeAll(async () => {
  dataFolder = mkdtempSync(join(tmpdir(), 'jianchat workers '));
  platform = await startPlatformProcess({ dataFolder, env: { JIANCHAT_WORKERS: '2' } });
}, 120_000);
afterAll(async () => {
  await platform?.stop();
  rmSync(dataFolder, { recursive: true, force: true });
}, 60_000);

interface Readiness {
  readonly ready: boolean;
  readonly parts: readonly { readonly name: string; readonly status: string; readonly detail: string }[];
}

const readiness = async (): Promise<Readiness> =>
  (await fetch(`${platform.url}/readyz`)).json() as Promise<Readiness>;
const exchange = async () => (await readiness()).parts.find(({ name }) => name === 'exchange');
const auctions = async (): Promise<number> => {
  const text = await (await fetch(`${platform.url}/metrics`)).text();
  return [...text.matchAll(/^jianchat_auctions_total\{outcome="auction\.(?:un)?filled"\} (\d+)/gm)].reduce(
    (sum, [, count]) => sum + Number(count),
    0,
  );
};
const workers = (): number[] =>
  descendants(platform.pid).filter((pid) =>
    readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('run-worker'),
  );

/** Each over a connection of its own, so that they spread over the workers. */
async function oneAd(): Promise<SentEvent> {
  // A busy exchange answers without reading; it is asked again.
  const [event] = await until(
    () => requestAd(platform.url),
    (events) => events.length > 0,
  );
  if (event === undefined) throw new Error('no ad');
  return event;
}

describe('a host with two workers', () => {
  it('answers ads, events, pages and its state through either of them, as one', async () => {
    expect(await exchange()).toMatchObject({ status: 'ready', detail: '2 of 2 workers' });
    expect(workers()).toHaveLength(2);
    const before = await auctions();
    const events = await Promise.all(Array.from({ length: 8 }, oneAd));
    expect((await auctions()) - before).toBeGreaterThanOrEqual(8);
    for (const path of ['/policy', '/demo', '/livez', '/api/openapi.json'])
      expect((await fetch(platform.url + path)).status).toBe(200);
    expect((await fetch(`${platform.url}/openrtb2/nothing`)).status).toBe(404);
    // The same event at both workers at the same time is one.
    await Promise.all(events.flatMap((event) => [1, 2, 3].map(() => sendEvent(platform.url, event))));
    const key = (await runCommand(dataFolder, ['key', 'create', '--role', 'auditor'])).trim();
    const overview = await until(
      () => apiGet<{ today: { impressions: number } }>(platform.url, key, '/api/overview'),
      ({ today }) => today.impressions >= events.length,
    );
    expect(overview.today.impressions).toBe(events.length);
  });

  it('K2: goes on with the other when one is killed, and starts it anew', async () => {
    const [one = 0, other = 0] = workers();
    process.kill(one, 'SIGKILL');
    await until(
      async () => isAlive(one),
      (alive) => !alive,
    );
    // A client's kept connection to the killed one breaks; it asks again, as clients do.
    const again = <T>(ask: () => Promise<T>): Promise<T> => until(ask, () => true);
    const events = await Promise.all([1, 2, 3, 4].map(() => again(oneAd)));
    await Promise.all(events.map((event) => again(() => sendEvent(platform.url, event))));
    expect(events.every(({ acknowledged }) => acknowledged)).toBe(true);
    expect((await until(exchange, (part) => part?.status === 'ready'))?.detail).toBe('2 of 2 workers');
    expect(workers()).toContain(other);
    expect(workers()).not.toContain(one);
  });

  it('K2: leaves no client without an answer or an end, also where a connection was on its way to the killed one', async () => {
    const [one = 0] = workers();
    process.kill(one, 'SIGSTOP');
    const ended = Array.from(
      { length: 8 },
      () =>
        new Promise<void>((resolve) => {
          const { hostname, port } = new URL(platform.url);
          const socket = connect({ host: hostname, port: Number(port) });
          socket.write('GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
          socket.resume();
          socket.on('error', () => undefined);
          socket.once('close', () => resolve());
        }),
    );
    // The half of them that the other worker has.
    await Promise.race(ended);
    await new Promise((resolve) => setTimeout(resolve, 300));
    process.kill(one, 'SIGKILL');
    await Promise.all(ended);
    expect((await until(exchange, (part) => part?.status === 'ready'))?.detail).toBe('2 of 2 workers');
  });

  it('ends as a whole', async () => {
    const all = descendants(platform.pid);
    expect(await platform.stop()).toBe(0);
    await until(
      async () => all.filter(isAlive),
      (living) => living.length === 0,
    );
    expect(platform.printed()).not.toContain('could not');
  });
});
