import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { sourceStamp } from '../../apps/jianchat/src/build/source-stamp.ts';
import { type PromiseReport, readPromiseReport } from '../../packages/policy/src/promises/promise-report.ts';

/**
 * What runs have shown, in `.cache/promises/`. Everything in there is about one state of the sources: as soon as any of them
 * changes it counts for nothing, so no old run can vouch for new code.
 */
const FOLDER = '.cache/promises';

/** Everything that tests and gates are made of. */
const SOURCES = [
  ...['packages', 'engines', 'services', 'demand', 'apps', 'bench', 'conformance', 'policy', 'tools'],
  ...['package.json', 'package-lock.json', 'tsconfig.json', 'vitest.config.ts'],
];

/** SHA-256 over the sources, hexadecimal. */
export const stampOf = (root: string): string => sourceStamp(root, SOURCES);

const ran = z.strictObject({
  /** Titles of the suites around a test and its own. */
  chain: z.array(z.string()),
  outcome: z.enum(['passed', 'failed', 'skipped']),
});
const testRuns = z.strictObject({ sources: z.string(), files: z.record(z.string(), z.array(ran)) });
const killed = z.strictObject({ file: z.string(), chain: z.array(z.string()) });
const gateRuns = z.strictObject({
  sources: z.string(),
  /** By gate and mutant: the tests that failed under it by an assertion. */
  gates: z.record(z.string(), z.record(z.string(), z.array(killed))),
});

/** A test that names a promise, and what became of it. */
export type RanTest = z.infer<typeof ran>;
/** A test that failed with a gate taken out. */
export type KillingTest = z.infer<typeof killed>;
/** By file: the tests that name a promise. */
export type TestRuns = z.infer<typeof testRuns>['files'];
/** By gate and mutant. */
export type GateRuns = z.infer<typeof gateRuns>['gates'];

/** What runs over exactly these sources have shown; empty where there was none. */
export interface Evidence {
  readonly tests: TestRuns;
  readonly gates: GateRuns;
}

export function readEvidence(root: string, sources: string): Evidence {
  const tests = testRuns.safeParse(readJson(root, 'tests')).data;
  const gates = gateRuns.safeParse(readJson(root, 'gates')).data;
  return {
    tests: tests?.sources === sources ? tests.files : {},
    gates: gates?.sources === sources ? gates.gates : {},
  };
}

/** Adds what a run of some test files has shown to what others over the same sources have. */
export function writeTestRuns(root: string, sources: string, files: TestRuns): void {
  const known = readEvidence(root, sources).tests;
  writeJson(root, 'tests', { sources, files: { ...known, ...files } } satisfies z.infer<typeof testRuns>);
}

export function writeGateRuns(root: string, sources: string, gates: GateRuns): void {
  const known = readEvidence(root, sources).gates;
  writeJson(root, 'gates', { sources, gates: { ...known, ...gates } } satisfies z.infer<typeof gateRuns>);
}

export function writeReport(root: string, report: PromiseReport): void {
  writeJson(root, 'report', report);
}

/** The report that `npm test` has written over exactly these sources; undefined where there is none, or the sources have changed. */
export function readReport(root: string): PromiseReport | undefined {
  const written = readPromiseReport(readText(root, 'report'));
  return written?.sources === stampOf(root) ? written : undefined;
}

function readText(root: string, name: string): string {
  try {
    return readFileSync(join(root, FOLDER, `${name}.json`), 'utf8');
  } catch {
    return '';
  }
}

function readJson(root: string, name: string): unknown {
  try {
    return JSON.parse(readText(root, name));
  } catch {
    return undefined;
  }
}

/** Replaced as a whole: whoever reads meanwhile sees the old one or the new one. */
function writeJson(root: string, name: string, content: object): void {
  const file = join(root, FOLDER, `${name}.json`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.${process.pid}`, `${JSON.stringify(content)}\n`);
  renameSync(`${file}.${process.pid}`, file);
}
