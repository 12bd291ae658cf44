import { describe, expect, it } from 'vitest';
import { readPolicy } from '../../packages/policy/src/testing/read-policy.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { Gate } from '../registry/define-gate.ts';
import type { PartDefinition, PromiseDefinition } from '../registry/define-promise.ts';
import { namedTests } from '../tests/named-tests.ts';
import { type Basis, stateOf } from './standing.ts';

const policy = readPolicy();
const FILE = 'packages/policy/src/gates/collect.test.ts';
const gate = (mutants: readonly string[]): Gate => ({
  file: 'packages/policy/src/gates/collect.ts',
  export: 'createCollector',
  says: { en: 'says', zh: '说' },
  provenBy: [FILE],
  mutants: Object.fromEntries(mutants.map((name) => [name, () => undefined])),
});
const gates = { collect: gate(['lets all in']), share: gate(['one way', 'another way']) };
const named = new Map([
  [
    FILE,
    namedTests("it('C2: nothing else', () => {}); it.each([])('K6: %s stays out', () => {});", {
      tsx: false,
    }),
  ],
]);

const whole: PartDefinition = { en: 'part', zh: '部分', features: ['packages'], gates: ['collect'] };
const promise = (...parts: PartDefinition[]): PromiseDefinition => ({
  id: 'C2',
  title: { en: 'fields', zh: '字段' },
  parts,
});
const passed = { chain: ['C2: nothing else'], outcome: 'passed' as const };
const killer = { file: FILE, chain: ['C2: nothing else'] };
const proven: Evidence = {
  tests: { [FILE]: [passed] },
  gates: { collect: { 'lets all in': [killer] } },
};
const state = (definition: PromiseDefinition, changes: Partial<Basis> = {}) =>
  stateOf(definition, { policy, gates, named, evidence: proven, ...changes });

describe('a promise', () => {
  it('is kept when each part has feature, row and gate, and a test that fails without the gate and passes with it', () => {
    expect(state(promise(whole))).toMatchObject({
      state: 'kept',
      parts: [{ state: 'kept', missing: [] }],
      gates: [{ name: 'collect', withstands: true }],
      tests: [{ file: FILE, line: 1, title: 'C2: nothing else', outcome: 'passed' }],
    });
  });

  it.each<[string, Evidence]>([
    ['nothing was run', { tests: {}, gates: {} }],
    ['the tests were run alone', { ...proven, gates: {} }],
    ['the gate was taken out alone', { ...proven, tests: {} }],
    ['the mutant survived', { ...proven, gates: { collect: { 'lets all in': [] } } }],
    ['the test fails anyway', { ...proven, tests: { [FILE]: [{ ...passed, outcome: 'failed' }] } }],
    ['the test was skipped', { ...proven, tests: { [FILE]: [{ ...passed, outcome: 'skipped' }] } }],
    [
      'one of two cases of a name fails',
      { ...proven, tests: { [FILE]: [passed, { ...passed, outcome: 'failed' }] } },
    ],
    [
      'a test of another promise noticed',
      {
        tests: { [FILE]: [{ chain: ['K6: a stays out'], outcome: 'passed' }] },
        gates: { collect: { 'lets all in': [{ file: FILE, chain: ['K6: a stays out'] }] } },
      },
    ],
  ])('is not kept when %s', (_when, evidence) => {
    const { state: reached, parts } = state(promise(whole), { evidence });
    expect([reached, parts[0]?.missing]).toEqual(['part', ['proof']]);
  });

  it('is not kept when one way of taking a gate out goes unnoticed', () => {
    const evidence = { ...proven, gates: { share: { 'one way': [killer] } } };
    expect(state(promise({ ...whole, gates: ['share'] }), { evidence }).state).toBe('part');
  });

  it('needs all of its parts', () => {
    expect(state(promise(whole, { en: 'later', zh: '以后' }))).toMatchObject({
      state: 'part',
      parts: [{ state: 'kept' }, { state: 'declared', missing: ['feature', 'gate'] }],
    });
  });

  it('counts a suite that several files run, below whatever titles they put around it', () => {
    const suite = new Map([
      [
        'engines/hot/src/conformance.ts',
        namedTests("describe('on ' + engine, () => it('C2: forgets', () => {}));", { tsx: false }),
      ],
    ]);
    const run = (engine: string, outcome: 'passed' | 'failed') => [
      { chain: ['around', `on ${engine}`, 'C2: forgets'], outcome },
    ];
    const outcome = (tests: Evidence['tests']) =>
      state(promise(whole), { named: suite, evidence: { tests, gates: {} } }).tests[0]?.outcome;
    expect(outcome({})).toBe('notRun');
    expect(outcome({ 'a.test.ts': run('one', 'passed') })).toBe('passed');
    expect(outcome({ 'a.test.ts': run('one', 'passed'), 'b.test.ts': run('two', 'failed') })).toBe('failed');
  });

  it('that nobody has begun is declared', () => {
    const evidence = { tests: {}, gates: {} };
    const begun = state(promise({ en: 'later', zh: '以后' }), { evidence, named: new Map() });
    expect(begun).toMatchObject({ state: 'declared', tests: [], gates: [] });
  });

  it('without a row in the policy is not kept', () => {
    const without = { ...policy, fields: [], purposes: [], parties: [] };
    expect(state(promise(whole), { policy: without }).parts[0]?.missing).toEqual(['row']);
  });
});
