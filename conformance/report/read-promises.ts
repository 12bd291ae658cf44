import type { PromiseReport } from '../../packages/policy/src/promises/promise-report.ts';
import type { CompiledPolicy } from '../../packages/policy/src/rows.ts';
import { readEvidence, stampOf } from '../evidence/evidence.ts';
import { GATES } from '../registry/gates.gen.ts';
import { PROMISES } from '../registry/promises.gen.ts';
import { readNamedTests } from '../tests/test-files.ts';
import { registryFaults } from './registry-faults.ts';
import { stateOf } from './standing.ts';

/** The state of every promise as of the sources below `root`, and what the registry says that is not so. */
export function readPromises(
  root: string,
  policy: CompiledPolicy,
): { readonly report: PromiseReport; readonly faults: readonly string[] } {
  const sources = stampOf(root);
  const named = readNamedTests(root);
  const evidence = readEvidence(root, sources);
  const basis = { policy, gates: GATES, named, evidence };
  const promises = PROMISES.map((promise) => stateOf(promise, basis));
  const undeclared = promises
    .filter(({ rows }) => rows.length === 0)
    .map(({ id }) => `no row of the policy declares ${id}`);
  return {
    report: { format: 1, sources, promises },
    faults: [...registryFaults(root, { promises: PROMISES, gates: GATES, named }), ...undeclared],
  };
}
