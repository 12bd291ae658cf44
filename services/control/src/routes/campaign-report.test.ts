import type { CompiledPolicy } from '@jianchat/policy';
import { readPolicy } from '@jianchat/policy/testing';
import { expect, it } from 'vitest';
import type { Serve } from '../api/serve.ts';
import { serveCampaignReport } from './campaign-report.ts';

const policy = readPolicy();
const withoutDemand: CompiledPolicy = {
  ...policy,
  fields: policy.fields.map((field) =>
    field.store.includes('analytics:events.demand') ? { ...field, store: [] } : field,
  ),
};

const NOTHING = { report: async () => [], async *wholeReport() {} };

async function asked(query: object, inForce: CompiledPolicy): Promise<unknown> {
  let answer: unknown;
  const serve = ((_route: unknown, handler: (request: object) => unknown) => {
    answer = handler({
      caller: { scope: { of: 'advertiser', id: 'shoes' } },
      query: {
        from: '2026-11-23T00:00:00Z',
        to: '2026-11-24T00:00:00Z',
        limit: 10,
        format: 'json',
        ...query,
      },
    });
  }) as unknown as Serve;
  serveCampaignReport(serve, { analytics: NOTHING, policy: () => inForce });
  return answer;
}

it('V2: what the policy in force withholds is no filter either', async () => {
  const byLine = { groupBy: 'media', lineItem: 'line' };
  expect(await asked(byLine, policy)).toEqual({ rows: [], more: false });
  expect(await asked({ groupBy: 'media' }, withoutDemand)).toEqual({ rows: [], more: false });
  for (const query of [byLine, { groupBy: 'lineItem' }])
    expect(await asked(query, withoutDemand)).toMatchObject({
      code: 'request.invalid',
      faults: [{ code: 'report.withheld' }],
    });
});
