import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * The test files that take longest, longest first: one that begins last is one that a core waits for. Vitest knows by itself only
 * what it has measured, which on a clean checkout is nothing.
 */
const LONGEST = [
  'apps/jianchat/src/crash.test.ts',
  'apps/jianchat/src/start.test.ts',
  'apps/console/test/console.test.ts',
  'packages/policy/src/oracle.property.test.ts',
  'apps/console/test/forms.test.ts',
  'apps/console/test/conflict.test.ts',
  'apps/jianchat/src/canary.test.ts',
  'apps/jianchat/src/identity/find-and-forget.test.ts',
  'apps/jianchat/src/one-ad.test.ts',
  'apps/jianchat/src/ledger/ledger.test.ts',
  'apps/console/test/delivery.test.ts',
  'apps/console/test/policy-pages.test.ts',
  'apps/jianchat/src/policy-change.test.ts',
  'apps/jianchat/src/ledger/ledger-crash.test.ts',
  'apps/jianchat/src/ledger/witnesses.test.ts',
  'apps/jianchat/src/workers/workers.test.ts',
  'services/pipeline/src/pipeline.test.ts',
  'services/pipeline/src/effectiveness/learning.test.ts',
  'packages/policy/src/diff/diff-policies.property.test.ts',
];

const ROOT = join(import.meta.dirname, '..');
for (const file of LONGEST)
  if (!existsSync(join(ROOT, file)))
    throw new Error(`${file}, named in tools/longest-first.ts, is not there`);

/** Vitest's own order, behind the files known to take longest. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rankOf = ({ moduleId }: TestSpecification): number => {
      const rank = LONGEST.indexOf(relative(ROOT, moduleId));
      return rank < 0 ? LONGEST.length : rank;
    };
    return (await super.sort(files)).sort((one, other) => rankOf(one) - rankOf(other));
  }
}
