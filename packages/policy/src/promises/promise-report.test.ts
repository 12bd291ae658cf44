import { describe, expect, it } from 'vitest';
import { readPolicy } from '../testing/read-policy.ts';
import { clauseRows } from './clause-rows.ts';
import { PROMISE_IDS } from './promise-ids.ts';
import { type PromiseReport, readPromiseReport } from './promise-report.ts';

const policy = readPolicy();

describe('the rows of a promise', () => {
  it('are those of every table that names it, and the contracts of its recipients', () => {
    expect(clauseRows(policy, 'C2')).toEqual(
      expect.arrayContaining([
        { section: 'fields', name: 'imei' },
        { section: 'purposes', name: 'hardwareIdentifiers' },
      ]),
    );
    expect(clauseRows(policy, 'S2')).toEqual(
      expect.arrayContaining([
        { section: 'recipientClasses', name: 'demand' },
        { section: 'contracts', name: 'demo-dsp-a' },
      ]),
    );
  });

  it('name no promise that there is none of, and each row once', () => {
    for (const section of ['fields', 'purposes', 'recipientClasses'] as const) {
      for (const { clause, name } of policy[section]) {
        expect(PROMISE_IDS).toContain(clause);
        const rows = clauseRows(policy, clause);
        expect(rows.filter((row) => row.section === section && row.name === name)).toHaveLength(1);
      }
    }
  });
});

describe('a report', () => {
  const report: PromiseReport = {
    format: 1,
    sources: 'ab',
    promises: [
      {
        id: 'C2',
        title: { en: 'Fields', zh: '字段' },
        state: 'part',
        rows: [],
        parts: [],
        gates: [],
        tests: [{ file: 'a.test.ts', line: 3, title: 'C2: x', outcome: 'notRun' }],
      },
    ],
  };

  it('comes back as it was written', () => {
    expect(readPromiseReport(JSON.stringify(report))).toEqual(report);
  });

  it.each(['', 'null', '{', JSON.stringify(report).replace('"part"', '"proven"')])(
    'that is damaged claims nothing: %s',
    (text) => {
      expect(readPromiseReport(text)).toBeUndefined();
    },
  );
});
