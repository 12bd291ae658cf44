import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requestAd, type SentEvent, sendEvent } from './testing/ad-traffic.ts';
import { apiGet, runCommand, until } from './testing/api-client.ts';
import { descendants } from './testing/descendants.ts';
import { type PlatformProcess, startPlatformProcess } from './testing/platform-process.ts';

const KILLS = 20;
const CLIENTS = 6;
const EVENTS_BETWEEN = 5;
/** How many processes answer ads. */
let workers = '1';

interface Balances {
  readonly balances: readonly {
    kind: string;
    owner: string;
    currency: string;
    balanceMicros: number;
    events: number;
  }[];
}

let dataFolder: string;
let platform: PlatformProcess;
const events: SentEvent[] = [];

beforeAll(async () => {
  dataFolder = mkdtempSync(join(tmpdir(), 'jianchat crash '));
  platform = await startPlatformProcess({ dataFolder });
}, 120_000);

afterAll(async () => {
  await platform?.stop();
  rmSync(dataFolder, { recursive: true, force: true });
}, 60_000);

describe('kill −9 of any process under load', () => {
  it('loses no acknowledged event and charges none twice', { timeout: 400_000 }, async () => {
    const ending = new AbortController();
    const clients = Array.from({ length: CLIENTS }, () => client(ending.signal));
    for (let kill = 0; kill < KILLS; kill += 1) {
      // The second half with workers, so that both ways of answering are hit.
      if (kill === KILLS / 2) workers = '2';
      await sleep(200 + Math.random() * 600);
      // However slow the machine, there is something to lose.
      const before = events.length;
      await until(
        async () => events.length,
        (sent) => sent > before + EVENTS_BETWEEN,
      );
      await killOne(kill);
    }
    ending.abort();
    await Promise.all(clients);
    await check();
  });
});

/** Asks for ads and reports impressions, some of them twice, whatever happens to the platform. */
async function client(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      for (const event of await requestAd(platform.url)) {
        events.push(event);
        await sendEvent(platform.url, event);
        if (Math.random() < 0.2) await sendEvent(platform.url, event);
      }
    } catch {
      await sleep(50); // the platform is down: a page would see no ad
    }
    await sleep(5);
  }
}

/** Every third kill hits the platform itself, which leaves its engines orphaned; the others hit one of its children. */
async function killOne(turn: number): Promise<void> {
  const children = descendants(platform.pid);
  const victim = turn % 3 === 0 ? undefined : children[Math.floor(Math.random() * children.length)];
  if (victim === undefined) {
    await platform.kill();
    platform = await startPlatformProcess({ dataFolder, env: { JIANCHAT_WORKERS: workers } });
    return;
  }
  try {
    process.kill(victim, 'SIGKILL');
  } catch {
    // It ended between the look and the kill.
  }
}

async function check(): Promise<void> {
  // An event that was sent but not acknowledged may or may not have arrived; sending all again settles it.
  for (const event of events)
    await until(
      () => sendEvent(platform.url, event),
      () => event.acknowledged,
    );
  // The last kill may have hit PostgreSQL, which then refuses until it has recovered.
  const createKey = () => runCommand(dataFolder, ['key', 'create', '--role', 'auditor']);
  const key = (await until(createKey, (made) => made !== '')).trim();
  const ids = new Set(events.map((event) => `${event.claims.auction}.${event.claims.imp}`));

  const charged = events.reduce(
    (sum, event) => sum + Math.floor((event.claims.priceCpmMicros + 500) / 1000),
    0,
  );
  const books = () => apiGet<Balances>(platform.url, key, '/api/balances');
  const settled = await until(books, (answer) => owed(answer) >= charged).catch(async (error: unknown) => {
    // Which part stands still is what one needs to know then.
    throw new Error(`${charged} should be charged; ${await (await fetch(`${platform.url}/readyz`)).text()}`, {
      cause: error,
    });
  });
  expect(owed(settled)).toBe(charged);
  expect(settled.balances.reduce((sum, balance) => sum + balance.balanceMicros, 0)).toBe(0);

  const report = () =>
    apiGet<{ rows: { impressions: number; chargeMicros: number }[] }>(platform.url, key, reportPath());
  const totals = await until(report, (answer) => (answer.rows[0]?.impressions ?? 0) >= ids.size);
  expect(totals.rows[0]).toMatchObject({ impressions: ids.size, chargeMicros: charged });
}

/** What demand owes or has prepaid less of: the debit side. */
function owed({ balances }: Balances): number {
  return balances.filter((b) => b.balanceMicros > 0).reduce((sum, b) => sum + b.balanceMicros, 0);
}

function reportPath(): string {
  const from = new Date(Date.now() - 2 * 86_400_000).toISOString();
  const to = new Date(Date.now() + 86_400_000).toISOString();
  return `/api/reports/revenue?from=${from}&to=${to}&groupBy=media`;
}
