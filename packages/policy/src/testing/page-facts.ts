import type { PolicyCounters } from '../page/counters.ts';
import type { VersionEntry } from '../page/render-history-page.ts';
import type {
  MissingPiece,
  PromiseReport,
  PromiseState,
  Standing,
  TestOutcome,
} from '../promises/promise-report.ts';
import type { CompiledPolicy } from '../rows.ts';

/** Counts in which every kind of number occurs: large, and hidden as small. */
export function sampleCounters(policy: CompiledPolicy): PolicyCounters {
  const fates = { kept: 8_800, truncated: 230, hashed: 120, dropped: 1_610 };
  return {
    sinceMs: Date.UTC(2026, 10, 2),
    untilMs: Date.UTC(2026, 10, 25),
    requests: 12_300,
    regimes: Object.fromEntries(policy.regimes.map(({ name }, index) => [name, index * 1_000])),
    fields: Object.fromEntries(
      policy.fields
        .filter(({ paths }) => paths.length > 0)
        .map(({ name }, index) => [
          name,
          index % 3 === 0 ? { kept: 0, truncated: 0, hashed: 0, dropped: 0 } : fates,
        ]),
    ),
    undeclared: 1_940,
    disclosures: { demand: 22_100 },
    withheld: 31_400,
    refused: 0,
    charged: 8_910,
  };
}

const MISSING: readonly MissingPiece[] = ['feature', 'row', 'gate', 'proof'];
const STANDINGS: readonly Standing[] = ['kept', 'part', 'declared'];
const OUTCOMES: readonly TestOutcome[] = ['passed', 'failed', 'skipped', 'notRun'];

/** A report in which every state and every outcome occurs, and a promise without tests. */
export function sampleReport(policy: CompiledPolicy): PromiseReport {
  const states = policy.clauses.map(({ id }, index): PromiseState => {
    const state = STANDINGS[index % STANDINGS.length] ?? 'declared';
    return {
      id,
      title: { en: `Promise ${id}`, zh: `承诺 ${id}` },
      state,
      rows: [],
      parts: [
        {
          text: { en: 'A part <&>', zh: '一部分 <&>' },
          state,
          features: [],
          gates: [],
          missing: MISSING,
        },
      ],
      gates: [
        {
          name: 'collect',
          file: 'packages/policy/src/gates/collect.ts',
          export: 'createCollector',
          says: { en: 'Copies what is declared.', zh: '只复制已声明的内容。' },
          withstands: state === 'kept',
        },
      ],
      tests:
        state === 'declared' && index > 20
          ? []
          : OUTCOMES.map((outcome, line) => ({
              file: 'packages/policy/src/gates/collect.test.ts',
              line: 10 * index + line + 1,
              title: `${id}: <drops> what nobody declares`,
              outcome,
            })),
    };
  });
  return { format: 1, sources: '00', promises: states };
}

/**
 * Four versions, oldest first: the given one, one that keeps a field shorter, one that keeps it longer and lets more data be used
 * with consent, and one in other words.
 */
export function sampleHistory(policy: CompiledPolicy): readonly VersionEntry[] {
  const first = { ...policy, version: 1 };
  const keep = (before: CompiledPolicy, days: number): CompiledPolicy['fields'] =>
    before.fields.map((field) =>
      field.name === 'country' ? { ...field, retention: { ...field.retention, days } } : field,
    );
  const personal = first.purposes.find(({ name }) => name === 'personalisedAds')?.bit ?? 0;
  const second = { ...first, ...nameOf(2), fields: keep(first, 90) };
  const third = {
    ...second,
    ...nameOf(3),
    fields: keep(second, 500).map((field) =>
      field.name === 'language' ? { ...field, purposes: field.purposes | personal } : field,
    ),
  };
  const words = { ...third.texts.en, 'page.title': 'How we use data' };
  const fourth = { ...third, ...nameOf(4), texts: { ...third.texts, en: words } };
  return [
    { policy: first, state: 'past', takesEffect: first.effective },
    { policy: second, state: 'inForce', takesEffect: second.effective },
    { policy: third, state: 'scheduled', takesEffect: third.effective },
    { policy: fourth, state: 'held', takesEffect: null },
  ];
}

const nameOf = (version: number) => ({
  version,
  hash: String(version).repeat(64),
  effective: `2027-0${version}-01`,
});
