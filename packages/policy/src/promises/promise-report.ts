import { z } from 'zod';
import type { ClauseRow } from './clause-rows.ts';
import { PROMISE_IDS, type PromiseId } from './promise-ids.ts';

/**
 * How far a promise is kept.
 *
 *     declared   there is the policy's word and nothing else yet
 *     part       something of feature, policy row, gate and proof is there, for some of what the promise takes
 *     kept       each part has a feature, a policy row and gates, and for each gate a passing test that is seen to fail
 *                when the gate is taken out, all in runs over exactly these sources
 */
export type Standing = 'kept' | 'part' | 'declared';

/** What a run over these sources said of a test; `notRun` when there was none. */
export type TestOutcome = 'passed' | 'failed' | 'skipped' | 'notRun';

/** A test whose title names the promise. */
export interface PromiseTest {
  readonly file: string;
  readonly line: number;
  readonly title: string;
  readonly outcome: TestOutcome;
}

/** What makes doing otherwise impossible. `withstands`: a test that names the promise failed with this gate taken out, and passes with it. */
export interface PromiseGate {
  readonly name: string;
  readonly file: string;
  readonly export: string;
  readonly says: { readonly en: string; readonly zh: string };
  readonly withstands: boolean;
}

/** `proof`: one of the gates is not seen to hold; its `withstands` is false. */
export type MissingPiece = (typeof MISSING_PIECES)[number];
const MISSING_PIECES = ['feature', 'row', 'gate', 'proof'] as const;

/** One of the things that the promise takes. */
export interface PromisePart {
  readonly text: { readonly en: string; readonly zh: string };
  readonly state: Standing;
  /** Where it lives: files and folders of the project, routes. */
  readonly features: readonly string[];
  /** Names of gates. */
  readonly gates: readonly string[];
  /** What "kept" still takes. */
  readonly missing: readonly MissingPiece[];
}

/** The state of one promise with what it is read from. */
export interface PromiseState {
  readonly id: PromiseId;
  readonly title: { readonly en: string; readonly zh: string };
  readonly state: Standing;
  readonly rows: readonly ClauseRow[];
  readonly parts: readonly PromisePart[];
  readonly gates: readonly PromiseGate[];
  readonly tests: readonly PromiseTest[];
}

/** All promises, as of one state of the sources. */
export interface PromiseReport {
  readonly format: 1;
  /** SHA-256 over the sources that the evidence is about, hexadecimal. */
  readonly sources: string;
  readonly promises: readonly PromiseState[];
}

const words = z.strictObject({ en: z.string(), zh: z.string() });
const standing = z.enum(['kept', 'part', 'declared']);
const state = z.strictObject({
  id: z.enum(PROMISE_IDS),
  title: words,
  state: standing,
  rows: z.array(z.strictObject({ section: z.string(), name: z.string() })),
  parts: z.array(
    z.strictObject({
      text: words,
      state: standing,
      features: z.array(z.string()),
      gates: z.array(z.string()),
      missing: z.array(z.enum(MISSING_PIECES)),
    }),
  ),
  gates: z.array(
    z.strictObject({
      name: z.string(),
      file: z.string(),
      export: z.string(),
      says: words,
      withstands: z.boolean(),
    }),
  ),
  tests: z.array(
    z.strictObject({
      file: z.string(),
      line: z.int().positive(),
      title: z.string(),
      outcome: z.enum(['passed', 'failed', 'skipped', 'notRun']),
    }),
  ),
});
const report = z.strictObject({ format: z.literal(1), sources: z.string(), promises: z.array(state) });

/** Reads the text of a report; undefined for anything else, so that a damaged file claims nothing. */
export function readPromiseReport(text: string): PromiseReport | undefined {
  try {
    return report.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
