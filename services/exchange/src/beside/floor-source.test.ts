import { describe, expect, it } from 'vitest';
import type { FetchedDocument, FetchLimits } from './fetch-document.ts';
import { createFloorSource } from './floor-source.ts';

const SECOND_MS = 1000;
const floors = (value: number) => ({
  modelGroups: [{ schema: { fields: ['size'] }, values: { '*': value } }],
});

function arrange() {
  const settings = {
    priceFloors: {
      fetch: {
        url: 'https://floors.example/a.json' as string,
        periodSec: 60,
        maxAgeSec: 300,
        maxRules: 1,
        maxFileSizeKb: 1,
      },
    },
  };
  let answer: FetchedDocument = { ok: false, why: 'status 500' };
  const asked: { url: string; limits: FetchLimits }[] = [];
  let accounts = [
    {
      account: { id: 'a', name: 'A', currency: 'USD', revenueShareBps: 0, settings, enabled: true },
      settings,
    },
  ];
  const source = createFloorSource({
    accounts: () => accounts,
    limits: () => ({ rulesMax: 9, fieldsMax: 9, alpha2: (code) => code }),
    fetchDocument: async (url, limits) => {
      asked.push({ url, limits });
      return answer;
    },
  });
  return {
    source,
    asked,
    settings,
    answers: (value: unknown, maxAgeSec?: number) => {
      answer = { ok: true, value, maxAgeSec };
    },
    fails: () => {
      answer = { ok: false, why: 'not JSON' };
    },
    leave: () => {
      accounts = [];
    },
    at: (seconds: number) => source.current('a', seconds * SECOND_MS)?.models[0]?.values.get('*'),
  };
}

describe('fetched price floors', () => {
  it('are there once they were fetched, outlast failures until they are too old, and keep to bounds', async () => {
    const { source, asked, answers, fails, at } = arrange();
    await source.refresh(0);
    expect(at(0)).toBeUndefined();
    answers(floors(1));
    await source.refresh(59 * SECOND_MS);
    expect(asked).toEqual([
      { url: 'https://floors.example/a.json', limits: { timeoutMs: 3000, bytesMax: 1024 } },
    ]);
    await source.refresh(60 * SECOND_MS);
    expect(at(60)).toBe(1_000_000);
    fails();
    await source.refresh(120 * SECOND_MS);
    answers({ modelGroups: [] });
    await source.refresh(180 * SECOND_MS);
    answers({ modelGroups: [{ schema: { fields: ['size'] }, values: { '1x1': 1, '2x2': 2 } }] });
    await source.refresh(240 * SECOND_MS);
    expect(at(360)).toBe(1_000_000);
    expect(at(361)).toBeUndefined();
    answers(floors(2), 3600);
    await source.refresh(400 * SECOND_MS);
    expect([at(400), at(4000), at(4001)]).toEqual([2_000_000, 2_000_000, undefined]);
  });

  it('outlast a document that is no floors at all, whatever stands in it', async () => {
    const { source, answers, at } = arrange();
    answers(floors(1));
    await source.refresh(0);
    answers({ modelGroups: [{ schema: { fields: [{ toString: 1, valueOf: 1 }] }, values: { '*': 2 } }] });
    await source.refresh(60 * SECOND_MS);
    expect(at(60)).toBe(1_000_000);
  });

  it('go with their account, and their address', async () => {
    const { source, asked, answers, settings, leave, at } = arrange();
    answers(floors(1));
    await source.refresh(0);
    settings.priceFloors.fetch.url = 'https://floors.example/b.json';
    await source.refresh(1);
    expect(asked).toHaveLength(2);
    expect(at(0)).toBe(1_000_000);
    leave();
    await source.refresh(2);
    expect(at(0)).toBeUndefined();
  });
});
