import { readFileSync } from 'node:fs';
import type { AuctionRecord } from '@jianchat/events';
import { compilePolicy, createGates, explainShare, intersect, maskKey } from '@jianchat/policy';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainRecipients } from './explain-record.ts';

const read = (file: string) => readFileSync(new URL(`../../../policy/${file}`, import.meta.url), 'utf8');
const compiled = compilePolicy({
  file: 'policy.yaml',
  yaml: read('policy.yaml'),
  texts: {
    en: { file: 'text/en.yaml', yaml: read('text/en.yaml') },
    zh: { file: 'text/zh.yaml', yaml: read('text/zh.yaml') },
  },
});
if (!compiled.ok) throw new Error('the policy of the repository does not compile');
const { policy } = compiled;
const gates = createGates(policy, (field, value) => `${field} ${value.length}`);
const contracts = [...policy.contracts.values()];

const REQUEST = {
  id: 'r',
  imp: [{ id: 'i', banner: { w: 300, h: 250 }, bidfloor: 0.2 }],
  site: { page: 'https://news.example/', publisher: { id: 'p' } },
  device: {
    ip: '198.51.100.7',
    ua: 'ua',
    os: 'android',
    ifa: 'ifa',
    geo: { country: 'DEU', city: 'x', lat: 1.5 },
  },
  user: { id: 'u', buyeruid: 'b', eids: [{ source: 's', uids: [{ id: 'e' }] }], consent: 'c' },
};

const bits = (rows: readonly { bit: number }[]) =>
  fc.subarray([...rows]).map((some) => some.reduce((sum, { bit }) => sum | bit, 0));
const person = fc.record({
  regime: fc.nat(policy.regimes.length - 1),
  grants: bits(policy.purposes),
  floors: fc.oneof(fc.constant(0), bits(policy.floors)),
  vendor: bits(policy.purposes),
});

/** The auction of a person, as the exchange records it. */
function recorded({
  vendor,
  ...signals
}: {
  regime: number;
  grants: number;
  floors: number;
  vendor: number;
}) {
  const admitted = gates.collect(REQUEST, { ...signals, vendorGrants: () => vendor, reasons: [] });
  const disclosures = contracts.map((contract) => {
    const { mask, purposes, granted } = gates.share(admitted, contract);
    const fields = maskKey(intersect(mask, admitted.kept));
    return { recipient: contract.name, contract: contract.name, purposes, granted, fields };
  });
  const record: AuctionRecord = {
    ...{ v: 1, id: 'a', atMs: 0, durationUs: 0, account: '', media: '', channel: 'site' },
    ...{
      policyVersion: policy.version,
      ...signals,
      reasons: [],
      undeclared: [],
      country: '',
      deviceType: 'other',
    },
    ...{ imps: [], present: maskKey(admitted.present), disclosures },
  };
  return { record, present: admitted.present };
}

describe('S2: what a record explains of a recipient', () => {
  it('is what the request itself explains, though the record knows of the vendor only what was granted in the end', () => {
    fc.assert(
      fc.property(person, ({ vendor, ...signals }) => {
        const { record, present } = recorded({ vendor, ...signals });
        for (const { contract, fields } of explainRecipients(policy, record)) {
          const row = policy.contracts.get(contract);
          if (row === undefined) throw new Error(`no contract ${contract}`);
          const live = explainShare(policy, {
            contract: row,
            signals: { ...signals, vendorGrants: vendor },
            present,
          });
          expect(fields).toEqual(live);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('tells what was allowed and still not sent', () => {
    const everything = { regime: 3, grants: -1 >>> 1, floors: 0, vendor: -1 >>> 1 };
    const { record } = recorded(everything);
    const without = {
      ...record,
      disclosures: record.disclosures.map((entry) => ({ ...entry, fields: '0' })),
    };
    for (const { fields } of explainRecipients(policy, without))
      for (const { outcome } of fields) expect(['unsent', 'withheld']).toContain(outcome);
  });

  it('of older records, without the grants, never tells of a field that it was sent when it was not', () => {
    fc.assert(
      fc.property(person, (state) => {
        const { record } = recorded(state);
        const older = {
          ...record,
          disclosures: record.disclosures.map(({ granted: _, ...entry }) => entry),
        };
        const sent = (of: AuctionRecord) =>
          explainRecipients(policy, of).map(({ fields }) =>
            fields
              .filter(({ outcome }) => outcome === 'shared' || outcome === 'coarse')
              .map(({ field }) => field),
          );
        for (const [at, fields] of sent(older).entries())
          expect(sent(record)[at]).toEqual(expect.arrayContaining(fields));
      }),
      { numRuns: 100 },
    );
  });
});
