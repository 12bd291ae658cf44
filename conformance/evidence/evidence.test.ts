import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readEvidence, readReport, stampOf, writeGateRuns, writeReport, writeTestRuns } from './evidence.ts';

const root = mkdtempSync(join(tmpdir(), 'evidence-'));
afterAll(() => rmSync(root, { recursive: true }));

const run = (title: string) => [{ chain: [title], outcome: 'passed' as const }];
const killed = { lets: [{ file: 'a.test.ts', chain: ['one'] }] };

it('is added up over the same sources, and forgotten with the first change of them', () => {
  expect(readEvidence(root, 'one')).toEqual({ tests: {}, gates: {} });
  writeTestRuns(root, 'one', { 'a.test.ts': run('a'), 'b.test.ts': run('b') });
  writeTestRuns(root, 'one', { 'b.test.ts': run('again') });
  writeGateRuns(root, 'one', { collect: killed });
  expect(readEvidence(root, 'one')).toEqual({
    tests: { 'a.test.ts': run('a'), 'b.test.ts': run('again') },
    gates: { collect: killed },
  });
  expect(readEvidence(root, 'two')).toEqual({ tests: {}, gates: {} });
  writeTestRuns(root, 'two', { 'c.test.ts': run('c') });
  expect(readEvidence(root, 'two').tests).toEqual({ 'c.test.ts': run('c') });
});

it('that is damaged counts for nothing', () => {
  writeTestRuns(root, 'one', { 'a.test.ts': run('a') });
  writeFileSync(join(root, '.cache/promises/tests.json'), '{"sources":"one","files":{"a.test.ts":"passed"}}');
  expect(readEvidence(root, 'one').tests).toEqual({});
});

it('as a report is read back until a source changes', () => {
  expect(readReport(root)).toBeUndefined();
  const report = { format: 1, sources: stampOf(root), promises: [] } as const;
  writeReport(root, report);
  expect(readReport(root)).toEqual(report);
  writeFileSync(join(root, 'package.json'), '{}');
  expect(readReport(root)).toBeUndefined();
});
