import { REPORT_DIMENSIONS } from '@jianchat/api-contract';
import { expect, it } from 'vitest';
import { testPolicy } from '../testing/start-test-control.ts';
import { withheldFromReports } from './withheld.ts';

it('S1 S2 U3: every dimension of reports is declared for measurement', () => {
  expect(withheldFromReports(testPolicy, REPORT_DIMENSIONS)).toEqual([]);
});

it('V2: reports tell nothing that the policy in force no longer lets be measured or kept', () => {
  const measurement = testPolicy.purposes.find(({ name }) => name === 'measurement')?.bit ?? 0;
  const fields = testPolicy.fields.map((field) => {
    if (field.name === 'country') return { ...field, purposes: field.purposes & ~measurement };
    return field.name === 'screen' ? { ...field, store: [] } : field;
  });
  const faults = withheldFromReports({ ...testPolicy, fields }, ['day', 'country', 'device_type', 'demand']);
  expect(faults.map(({ message }) => message)).toEqual([
    expect.stringContaining('country'),
    expect.stringContaining('device_type'),
  ]);
});
