import type { PromiseReport, PromiseState } from '../../packages/policy/src/promises/promise-report.ts';

/** One line per promise, and what the states rest on. */
export function promisesTable({ promises }: PromiseReport): string {
  const rows = promises.map((promise) => {
    const kept = promise.parts.filter(({ state }) => state === 'kept').length;
    const passed = promise.tests.filter(({ outcome }) => outcome === 'passed').length;
    const figures = `${kept}/${promise.parts.length} parts, ${passed}/${promise.tests.length} tests`;
    return `${promise.id}  ${promise.state.padEnd(8)}  ${figures.padEnd(22)}  ${promise.title.en}`;
  });
  const count = (state: string): number => promises.filter((promise) => promise.state === state).length;
  const sum = `${count('kept')} kept, ${count('part')} in part, ${count('declared')} declared`;
  return [...rows, '', sum, ...notRun(promises), ''].join('\n');
}

/** Everything known of some promises. */
export function promisesInFull(promises: readonly PromiseState[]): string {
  return [...promises.flatMap((promise) => [...inFull(promise), '']), ...notRun(promises), ''].join('\n');
}

function inFull({ id, title, state, rows, parts, gates, tests }: PromiseState): readonly string[] {
  const sections = Map.groupBy(rows, (row) => row.section);
  return [
    `${id}  ${state}  ${title.en}`,
    ...[...sections].map(([name, own]) => `  policy ${name}: ${own.map((row) => row.name).join(', ')}`),
    ...(rows.length === 0 ? ['  policy: no row'] : []),
    ...parts.flatMap((part) => [
      `  ${part.state.padEnd(8)}  ${part.text.en}`,
      ...part.features.map((path) => `              in ${path}`),
      ...part.gates.map((name) => `              gate ${name}`),
      ...(part.missing.length > 0
        ? [`              missing: ${part.missing.map((piece) => MISSING[piece]).join(', ')}`]
        : []),
    ]),
    ...gates.flatMap((gate) => [
      `  gate ${gate.name}: ${gate.file} ${gate.export} (${gate.withstands ? 'noticed when taken out' : 'not proven here'})`,
      `       ${gate.says.en}`,
    ]),
    ...tests.map((test) => `  test ${OUTCOMES[test.outcome]}  ${test.file}:${test.line} ${test.title}`),
  ];
}

/** What a part lacks, in words. */
export const MISSING = {
  feature: 'feature',
  row: 'policy row',
  gate: 'gate',
  proof: 'proof of a gate',
} as const;

const OUTCOMES = { passed: 'passed', failed: 'FAILED', skipped: 'skipped', notRun: 'not run here' } as const;

function notRun(promises: readonly PromiseState[]): readonly string[] {
  const tests = promises.flatMap((promise) => promise.tests);
  const count = tests.filter(({ outcome }) => outcome === 'notRun').length;
  if (count === 0) return [];
  return [`${count} of ${tests.length} tests were not run here over these sources; "npm test" runs them.`];
}
