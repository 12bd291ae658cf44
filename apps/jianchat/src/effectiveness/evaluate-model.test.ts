import { mkdtempSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { LOST, WON } from '@jianchat/auction';
import { ALL_TEMPLATES, createTrainer, encodeModel, reportModel } from '@jianchat/effectiveness';
import {
  type AuctionRecord,
  type CandidateRecord,
  type EventRecord,
  encodeRecord,
  TOPIC,
} from '@jianchat/events';
import { openLmdbLog } from '@jianchat/log/lmdb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openModelStore } from '../compose/model-file.ts';
import { loadPolicy } from '../compose/policy.ts';
import { projectPath } from '../settings/read-settings.ts';
import { runCommand } from '../testing/api-client.ts';
import { readDecisions } from './decisions.ts';
import { evaluateModel, type ModelEvaluation } from './evaluate-model.ts';
import { evaluationText, reportText } from './model-text.ts';
import { createRunReplay } from './run-replay.ts';

const policy = loadPolicy(projectPath('policy'));
const AUCTIONS = 1_200;
const AT_MS = Date.UTC(2026, 10, 20);
let dataFolder: string;
const modelOf = () => {
  const trainer = createTrainer(undefined, { gate: { templates: () => ALL_TEMPLATES }, policy });
  for (let number = 0; number < 2_000; number++)
    for (const creative of ['plain', 'fine'])
      trainer.learn({
        ...{ format: 'banner', advertiser: 'adv', lineItem: `line-${creative}`, creative, size: '' },
        ...{ media: 'm', placement: 'p', deviceType: 'phone', os: '', country: 'DE', atMs: AT_MS },
        key: `${number}`,
        policyVersion: policy.version,
        clicked: number % (creative === 'fine' ? 10 : 100) === 0,
      });
  return trainer.model();
};

/** Two ads thought to be alike; every second auction explored, and showed the one that is clicked five times as often. */
function recordOf(number: number): AuctionRecord {
  const fineWins = number % 2 === 0;
  const candidate = (creative: string, wins: boolean): CandidateRecord => ({
    demandKind: 'direct',
    demand: `line-${creative}`,
    advertiser: 'adv',
    creative,
    priceMicros: wins ? 2_200_000 : 2_000_000,
    reason: wins ? WON : LOST,
    latencyMs: 0,
    estimate: {
      chancePpb: creative === 'plain' ? 20_100_000 : 20_000_000,
      deviationMilli: 500,
      rankedPpb: wins ? 22_000_000 : 20_000_000,
      exploreBps: 10_000,
    },
  });
  const candidates = fineWins
    ? [candidate('fine', true), candidate('plain', false)]
    : [candidate('plain', true), candidate('fine', false)];
  return {
    ...{
      v: 1,
      id: `a${number}`,
      atMs: AT_MS + number,
      durationUs: 900,
      account: 'demo',
      media: 'm',
      channel: 'site',
    },
    ...{
      policyVersion: policy.version,
      regime: 0,
      grants: 0,
      floors: 0,
      reasons: [],
      present: '0',
      undeclared: [],
    },
    ...{ country: 'DE', deviceType: 'phone', disclosures: [] },
    imps: [{ placement: 'p', format: 'banner', floorMicros: 0, currency: 'USD', candidates, winner: 0 }],
  } as AuctionRecord;
}

const eventOf = (number: number, kind: 'impression' | 'click') =>
  ({
    v: 1,
    id: `a${number}.0.${kind[0]}`,
    kind,
    atMs: AT_MS,
    claims: { auction: `a${number}`, imp: 0 },
    declaredRobot: false,
  }) as EventRecord;

beforeAll(async () => {
  dataFolder = mkdtempSync(join(tmpdir(), 'jianchat-evaluate-'));
  const log = openLmdbLog({ path: join(dataFolder, 'log'), dedupeWindowMs: 90_000_000 });
  const append = (topic: string, record: AuctionRecord | EventRecord) =>
    log.append(topic, { key: '', value: encodeRecord(record) }, { nowMs: AT_MS });
  await Promise.all(
    Array.from({ length: AUCTIONS }, (_, number) => [
      append(TOPIC.auctions, recordOf(number)),
      // The last was answered and never displayed.
      ...(number < AUCTIONS - 1 ? [append(TOPIC.events, eventOf(number, 'impression'))] : []),
      ...(number % (number % 2 === 0 ? 20 : 101) === 0
        ? [append(TOPIC.events, eventOf(number, 'click'))]
        : []),
    ]).flat(),
  );
  await log.close();
});
afterAll(() => rmSync(dataFolder, { recursive: true }));

describe('model evaluate', () => {
  let evaluation: ModelEvaluation;
  beforeAll(async () => {
    const logPath = join(dataFolder, 'log');
    evaluation = await evaluateModel({ model: modelOf(), logPath, policy, auctionsMax: AUCTIONS });
  });

  it('U2: finds from recorded decisions that the model would choose better ads than the estimates of then', () => {
    expect(evaluation).toMatchObject({ auctions: AUCTIONS, decisions: AUCTIONS - 1 });
    const [clicks, conversions] = evaluation.goals;
    expect(conversions).toBeUndefined();
    const [then, now] = clicks?.policies ?? [];
    expect(then?.policy).toBe('bestEstimate');
    expect(now?.policy).toBe('modelNow');
    expect(now?.snips).toBeGreaterThan(0.07);
    expect(then?.snips).toBeLessThan(0.04);
    expect(clicks?.estimates.examples).toBe(AUCTIONS - 1);
  });

  it('says all of it in words', () => {
    const text = evaluationText(evaluation);
    for (const word of [
      'clicks per decision',
      'of the base rate',
      'normalised entropy',
      'bestEstimate',
      'modelNow',
      'lift',
    ])
      expect(text).toContain(word);
    expect(reportText(reportModel(modelOf()))).toMatch(/learned from +4000 displays, 220 clicks/);
  });
});

describe('ads that are paid per conversion', () => {
  it('U2: are held against conversions, not clicks', () => {
    const record = recordOf(1);
    const seen = {
      impressions: new Set(['a1.0']),
      clicks: new Set(['a1.0']),
      conversions: new Set<string>(),
      perConversion: new Set(['line-plain']),
    };
    const { decisions, judged } = readDecisions([record], seen);
    expect(judged).toEqual({ click: [], conversion: [{ chance: 0.0201, happened: false }] });
    expect(decisions).toMatchObject([{ clicked: true, converted: false }]);
    const bought = readDecisions([record], { ...seen, conversions: new Set(['a1.0']) });
    expect(bought.judged.conversion).toMatchObject([{ happened: true }]);
  });

  it('leaves out where not all explored as often', () => {
    const seen = {
      clicks: new Set<string>(),
      conversions: new Set<string>(),
      perConversion: new Set<string>(),
    };
    const record = recordOf(1);
    const differing = {
      ...record,
      imps: record.imps.map((imp) => ({
        ...imp,
        candidates: imp.candidates.map((one, at) => ({
          ...one,
          ...(one.estimate && { estimate: { ...one.estimate, exploreBps: at * 100 } }),
        })),
      })),
    };
    const read = (one: AuctionRecord) => readDecisions([one], { ...seen, impressions: new Set(['a1.0']) });
    expect([record, differing].map((one) => read(one).decisions.length)).toEqual([1, 0]);
  });
});

describe('the command', () => {
  it('prints the report as JSON, refuses where nothing was learned, and replays for the platform', async () => {
    await expect(runCommand(dataFolder, ['model', 'report'])).rejects.toThrow(/model\.none/);
    await openModelStore(dataFolder).replace(encodeModel(modelOf()));
    const report = JSON.parse(await runCommand(dataFolder, ['model', 'report', '--json']));
    expect(report.provenance).toMatchObject({ impressions: 4_000, clicks: 220 });
    const heard: number[] = [];
    const replayed = await createRunReplay(
      dataFolder,
      constants.priority.PRIORITY_NORMAL,
    )({
      auctionsMax: AUCTIONS,
      onProgress: (share) => heard.push(share),
      signal: AbortSignal.timeout(60_000),
    });
    expect(replayed).toMatchObject({ auctions: AUCTIONS, goals: [{ goal: 'click' }] });
    expect(heard).toEqual(heard.toSorted((a, b) => a - b));
    expect(heard.at(-1)).toBe(0.5);
  });
});
