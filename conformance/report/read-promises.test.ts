import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PROMISE_IDS } from '../../packages/policy/src/promises/promise-ids.ts';
import { readPolicy } from '../../packages/policy/src/testing/read-policy.ts';
import { GATES } from '../registry/gates.gen.ts';
import { PROMISES } from '../registry/promises.gen.ts';
import { readNamedTests } from '../tests/test-files.ts';
import { readPromises } from './read-promises.ts';
import { registryFaults } from './registry-faults.ts';

const root = join(import.meta.dirname, '../..');

it('the registry says nothing of the sources that is not so', () => {
  const { report, faults } = readPromises(root, readPolicy());
  expect(faults).toEqual([]);
  expect(report.promises.map(({ id }) => id)).toEqual(PROMISE_IDS);
  expect(report.promises.find(({ id }) => id === 'S2')?.tests).toContainEqual(
    expect.objectContaining({
      file: 'packages/policy/src/gates/share.test.ts',
      title: 'S2: demand partners',
    }),
  );
});

it('a registry that does is told what is wrong', () => {
  const named = new Map([
    ...readNamedTests(root),
    ['a.test.ts', [{ line: 3, ids: [], unknown: ['C9'], chain: [] }]],
  ] as const);
  const gone = {
    ...GATES.collect,
    file: 'packages/policy/src/gates/gone.ts',
    provenBy: ['b.test.ts'],
    mutants: {},
  };
  const faults = registryFaults(root, {
    promises: PROMISES.map((promise) => ({
      ...promise,
      parts: [{ en: 'a', zh: 'b', features: ['no/such/folder'], gates: ['share' as const] }],
    })).slice(0, 1),
    gates: { gone, share: { ...GATES.share, export: 'createDecision' } },
    named,
  });
  expect(faults).toEqual([
    'C1 names the feature no/such/folder, which does not exist',
    'the gate "gone" names createCollector of packages/policy/src/gates/gone.ts, which is no export there',
    'the gate "gone" has no mutant',
    'the gate "gone" is to be proven by b.test.ts, which does not exist',
    'the gate "share" names createDecision of packages/policy/src/gates/decision.ts, which is no export there',
    'C1 calls a feature what the gate "share" holds, but no running code imports it',
    'the gate "gone" serves no promise',
    'a.test.ts:3 names C9, which is no promise',
  ]);
});
