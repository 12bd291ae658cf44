import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareStores } from '@jianchat/policy';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPolicy } from './compose/policy.ts';
import { projectPath } from './settings/read-settings.ts';
import { requestAd, sendEvent } from './testing/ad-traffic.ts';
import { apiGet, runCommand, until } from './testing/api-client.ts';
import { startPlatformProcess } from './testing/platform-process.ts';
import { readStoredData, type StoredData } from './testing/stored-data.ts';
import { observedPlaces, realPlaces } from './testing/stored-places.ts';

const policy = loadPolicy(projectPath('policy'));
let dataFolder: string;
let stored: StoredData;
let real: readonly string[];
let swept: Status;
let metrics: string;

/** A platform as it is installed, after a day's work in small: ads, events, money, a key, somebody who signed in. */
beforeAll(async () => {
  dataFolder = mkdtempSync(join(tmpdir(), 'jianchat columns '));
  const platform = await startPlatformProcess({ dataFolder });
  try {
    const key = (await runCommand(dataFolder, ['key', 'create', '--role', 'auditor'])).trim();
    await fetch(await platform.signInLink(), { headers: { 'user-agent': 'Mozilla/5.0 columns' } });
    for (const event of (await Promise.all([1, 2, 3].map(() => requestAd(platform.url)))).flat())
      await sendEvent(platform.url, event);
    const get = <T>(path: string) => apiGet<T>(platform.url, key, path);
    await until(
      () => get<{ balances: unknown[] }>('/api/balances'),
      ({ balances }) => balances.length > 0,
    );
    await until(
      () => get<Overview>('/api/overview'),
      ({ today }) => today.impressions > 0,
    );
    await until(() => get<Status>('/api/status'), hasLeaves);
    swept = await until(
      () => get<Status>('/api/status'),
      ({ parts }) => parts.some(({ name, status }) => name === 'retention' && status !== 'starting'),
    );
    metrics = await (await fetch(`${platform.url}/metrics`)).text();
  } finally {
    await platform.stop();
  }
  stored = await readStoredData(dataFolder);
  real = realPlaces(stored, dataFolder);
}, 90_000);

afterAll(() => {
  if (dataFolder) rmSync(dataFolder, { recursive: true, force: true });
});

interface Overview {
  readonly today: { readonly impressions: number };
}
interface Status {
  readonly parts: readonly { readonly name: string; readonly status: string; readonly detail: string }[];
}
const hasLeaves = ({ parts }: Status): boolean =>
  /^[1-9]\d* leaves/.test(parts.find(({ name }) => name === 'ledger')?.detail ?? '');

describe('what the stores can hold', () => {
  it('C2 K6 R1: is what the policy declares, column by column', () => {
    expect(compareStores(policy, real).map(({ message }) => message)).toEqual([]);
  });

  it('is really read: one column too many or too few is found in each engine', () => {
    for (const engine of ['records', 'analytics', 'log', 'hot', 'file']) {
      const own = real.filter((place) => place.startsWith(`${engine}:`));
      expect(own.length).toBeGreaterThan(1);
      const more = engine === 'file' ? 'file:diary.txt' : `${engine}:events.diary`;
      expect(compareStores(policy, [...real, more]).map(({ place }) => place)).toEqual([more]);
      const without = real.filter((place) => !place.startsWith(`${engine}:`));
      expect(compareStores(policy, without).map(({ code }) => code)).toContain('place.absent');
    }
  });
});

describe('what the stores hold after ads, events, money and a sign-in', () => {
  it('C2: stands in declared places only', () => {
    const declared = new Set(policy.fields.flatMap((field) => field.store));
    const observed = [...observedPlaces(stored).keys()];
    expect(observed.filter((place) => !declared.has(place))).toEqual([]);
    for (const place of [
      'log:events.claims.account',
      'analytics:events.at',
      'records:counted_events.event_id',
    ])
      expect(observed).toContain(place);
    for (const place of ['records:auth.session.token', 'records:api_keys.name', 'hot:spent.total'])
      expect(observed).toContain(place);
  });

  it('R1 R2: is swept by the platform as it runs, table by table', () => {
    expect(swept.parts.find(({ name }) => name === 'retention')).toMatchObject({ status: 'ready' });
    for (const table of ['records:counted_events', 'records:auth.session', 'log:disclosures'])
      expect(metrics).toContain(`jianchat_retention_removed_total{table="${table}"} 0`);
  });

  it('K6: leaves empty every column whose fields are not collected', () => {
    const off = new Set(
      policy.fields.filter(({ collect }) => collect === 'off').flatMap(({ store }) => store),
    );
    for (const { collect, store } of policy.fields)
      if (collect === 'on') for (const place of store) off.delete(place);
    expect(off.size).toBeGreaterThan(0);
    const filled = [...observedPlaces(stored)].filter(
      ([place, values]) => off.has(place) && values.some((value) => value !== null && value !== ''),
    );
    expect(filled).toEqual([]);
  });
});
