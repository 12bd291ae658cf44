import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type OutsidePostgres, outsidePostgres, outsidePostgresMissing } from '@jianchat/records/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requestAd, type SentEvent, sendEvent } from './testing/ad-traffic.ts';
import { apiGet, runCommand, until } from './testing/api-client.ts';
import { type CuttableLink, cuttableLink } from './testing/cuttable-link.ts';
import { descendants, isAlive } from './testing/descendants.ts';
import { type PlatformProcess, startPlatformProcess } from './testing/platform-process.ts';

interface Balances {
  readonly balances: readonly { readonly balanceMicros: number }[];
}
interface Readiness {
  readonly ready: boolean;
  readonly parts: readonly { readonly name: string; readonly status: string }[];
}

const missing = outsidePostgresMissing();

describe.skipIf(missing)(`an operator's own PostgreSQL 15${missing ? ` (skipped: ${missing})` : ''}`, () => {
  let dataFolder: string;
  let postgres: OutsidePostgres;
  let link: CuttableLink;
  let platform: PlatformProcess;
  let key: string;
  const events: SentEvent[] = [];

  beforeAll(async () => {
    dataFolder = mkdtempSync(join(tmpdir(), 'jianchat outside '));
    postgres = await outsidePostgres();
    const url = new URL(postgres.url);
    link = await cuttableLink({ port: Number(url.port) });
    url.port = String(link.port);
    const env = {
      JIANCHAT_POSTGRES_URL: url.toString(),
      JIANCHAT_MASTER_KEY: randomBytes(32).toString('base64'),
    };
    platform = await startPlatformProcess({ dataFolder, env });
    key = (await runCommand(dataFolder, ['key', 'create', '--role', 'auditor'], { env })).trim();
  }, 60_000);
  afterAll(async () => {
    await platform?.stop();
    await link?.cut();
    await postgres?.stop();
    if (dataFolder) rmSync(dataFolder, { recursive: true, force: true });
  }, 60_000);

  async function serveAds(count: number): Promise<void> {
    for (let ad = 0; ad < count; ad += 1) {
      for (const event of await requestAd(platform.url)) {
        await sendEvent(platform.url, event);
        events.push(event);
      }
    }
  }

  /** Everything acknowledged is charged once: what demand owes is what the events' prices add up to. */
  async function expectAllCharged(): Promise<void> {
    expect(events.every((event) => event.acknowledged)).toBe(true);
    const due = events.reduce((sum, { claims }) => sum + Math.floor((claims.priceCpmMicros + 500) / 1000), 0);
    const owed = async () => {
      const { balances } = await apiGet<Balances>(platform.url, key, '/api/balances');
      expect(balances.reduce((sum, { balanceMicros }) => sum + balanceMicros, 0)).toBe(0);
      return balances.reduce((sum, { balanceMicros }) => sum + Math.max(0, balanceMicros), 0);
    };
    expect(await until(owed, (micros) => micros >= due)).toBe(due);
  }

  const readiness = async (): Promise<{ status: number } & Readiness> => {
    const answer = await fetch(`${platform.url}/readyz`);
    return { status: answer.status, ...((await answer.json()) as Readiness) };
  };
  const untilReady = () => until(readiness, ({ status }) => status === 200);
  const partOf = (reading: Readiness, name: string) => reading.parts.find((part) => part.name === name);

  it('holds the money; no embedded one is started', { timeout: 30_000 }, async () => {
    await serveAds(3);
    expect(events).toHaveLength(3);
    await expectAllCharged();
  });

  it('may go away and return: ads and events go on, and all is charged [K2]', {
    timeout: 60_000,
  }, async () => {
    await link.cut();
    const down = await until(readiness, ({ status }) => status === 503);
    expect(partOf(down, 'records')?.status).toBe('down');
    expect(partOf(down, 'exchange')?.status).toBe('ready');
    await serveAds(5);
    expect(events).toHaveLength(8);
    expect((await fetch(`${platform.url}/livez`)).status).toBe(200);
    expect((await fetch(`${platform.url}/policy.json`)).status).toBe(200);
    const refused = await fetch(`${platform.url}/api/balances`, {
      headers: { authorization: `Bearer ${key}` },
    });
    expect(refused.status).toBe(503);
    await link.mend();
    await untilReady();
    await expectAllCharged();
  });

  it('outlives its neighbour analytics, which is started again [K2]', { timeout: 60_000 }, async () => {
    const children = descendants(platform.pid);
    expect(children).toHaveLength(1); // analytics
    const [analytics = 0] = children;
    process.kill(analytics, 'SIGKILL');
    await until(
      async () => isAlive(analytics),
      (alive) => !alive,
    );
    await serveAds(3);
    await untilReady();
    await expectAllCharged();
    expect(descendants(platform.pid)).not.toContain(analytics);
    expect(descendants(platform.pid)).toHaveLength(1);
  });
});
