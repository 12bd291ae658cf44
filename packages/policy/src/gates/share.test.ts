import { describe, expect, it } from 'vitest';
import { explainShare } from '../explain-share.ts';
import { fieldIds, hasField, isSubset } from '../field-mask.ts';
import { FIELD } from '../generated/policy.gen.ts';
import { readPolicy } from '../testing/read-policy.ts';
import { type NamedSignals, signalsOf } from '../testing/signals.ts';
import { wholeRequest } from '../testing/whole-request.ts';
import { createGates } from './gates.ts';

const policy = readPolicy();
const gates = createGates(policy, (_fieldId, value) => `hash-${value.length}`);
const everyPurpose = policy.purposes.map((purpose) => purpose.name);
const everyFloor = policy.floors.map((floor) => floor.name);

function contractOf(name: string) {
  const contract = policy.contracts.get(name);
  if (!contract) throw new Error(`the policy has no contract ${name}`);
  return contract;
}

function shared(name: string, named: NamedSignals) {
  const admitted = gates.collect(wholeRequest('ios'), signalsOf(policy, named));
  const decision = gates.share(admitted, contractOf(name));
  return { decision, request: gates.project(admitted, decision.mask) };
}

const CONTEXT = { page: 'value', ref: 'value', search: 'value' };

describe('S2: demand partners', () => {
  it.each(policy.regimes.map((regime) => regime.name))(
    'see the context under %s whatever is refused, the address only shortened, and nobody',
    (regime) => {
      for (const name of policy.contracts.keys()) {
        const { request } = shared(name, { regime, floors: everyFloor, vendor: [] });
        expect(request.site).toMatchObject(CONTEXT);
        expect(request.imp[0]?.banner?.w).toBe(3);
        expect(request.device).toMatchObject({ ua: 'value', ip: '203.0.113.0' });
        expect(request.device?.geo).toEqual({
          country: 'value',
          region: 'value',
          regionfips104: 'value',
          utcoffset: 3,
        });
        expect(Object.keys(request.user ?? {}).sort()).toEqual(['consent', 'ext', 'geo']);
        expect(request.device).not.toHaveProperty('ifa');
      }
    },
  );

  it('see who it is only when person and vendor both agreed [U1]', () => {
    const grants = ['deviceStorage', 'personalisedAds'];
    const open = shared('demo-dsp-a', { regime: 'eea', grants, vendor: grants }).request;
    expect(open.device).toMatchObject({ ifa: 'value', ip: '203.0.113.77' });
    expect(open.user).toMatchObject({ id: 'value', buyeruid: 'value' });
    for (const half of [
      { grants, vendor: [] },
      { grants: [], vendor: grants },
      { grants, vendor: ['personalisedAds'] },
    ]) {
      const closed = shared('demo-dsp-a', { regime: 'eea', ...half }).request;
      expect(closed.device).not.toHaveProperty('ifa');
      expect(closed.user).not.toHaveProperty('buyeruid');
    }
  });

  it('without an id on the vendor list see the context only', () => {
    const { request, decision } = shared('openrtb-contextual', { regime: 'us' });
    expect(request.device).not.toHaveProperty('ifa');
    expect(request.device?.ip).toBe('203.0.113.0');
    expect(decision.purposes).toBe(1 << 2);
  });

  it('never see what is addressed to the platform, or to another bidder', () => {
    const { request } = shared('demo-dsp-a', { regime: 'us', grants: everyPurpose });
    expect(JSON.stringify(request)).not.toMatch(
      /bidderx|eidpermissions|bidderconfig|storedrequest|"targeting"/,
    );
  });

  it('C2: never see MAC, IMEI or a device identifier', () => {
    for (const name of policy.contracts.keys()) {
      for (const { name: regime } of policy.regimes) {
        const { decision, request } = shared(name, { regime, grants: everyPurpose });
        for (const id of [FIELD.macAddress, FIELD.imei, FIELD.deviceIdentifier])
          expect(hasField(decision.mask, id)).toBe(false);
        expect(JSON.stringify(request)).not.toContain('hash-');
      }
    }
  });
});

describe('share decisions', () => {
  it('grow with what is granted and shrink with what is refused', () => {
    const little = shared('demo-dsp-a', { regime: 'eea' }).decision.mask;
    const more = shared('demo-dsp-a', { regime: 'eea', grants: everyPurpose }).decision.mask;
    const refused = shared('demo-dsp-a', { regime: 'eea', grants: everyPurpose, floors: ['conflict'] })
      .decision.mask;
    expect(isSubset(little, more)).toBe(true);
    expect(fieldIds(refused)).toEqual(fieldIds(little));
  });

  it('S2: can be explained field by field, down to the clause and the grant that is missing', () => {
    const contract = contractOf('demo-dsp-a');
    const rowsUnder = (named: NamedSignals) => {
      const { vendorGrants, ...record } = signalsOf(policy, named);
      return explainShare(policy, {
        contract,
        signals: { ...record, vendorGrants: vendorGrants(contract.gvl) },
      });
    };
    const told = (named: NamedSignals, field: string) => {
      const row = rowsUnder(named).find((one) => one.field === field);
      return [row?.outcome, row?.reason, row?.decides];
    };
    const eea = { regime: 'eea', grants: everyPurpose };
    expect(told({ regime: 'unknown' }, 'site')).toEqual(['shared', 'purpose.contextualAds', 'U1']);
    expect(told({ regime: 'unknown' }, 'idfa')).toEqual(['withheld', 'requires.deviceStorage', 'U1']);
    expect(told({ regime: 'unknown' }, 'imei')).toEqual(['withheld', 'never', 'C2']);
    expect(told({ regime: 'unknown' }, 'email')).toEqual(['withheld', 'contract.none', 'C1']);
    expect(told(eea, 'idfa')).toEqual(['shared', 'purpose.personalisedAds', 'U1']);
    expect(told({ ...eea, vendor: ['deviceStorage'] }, 'idfa')).toEqual([
      'withheld',
      'vendor.personalisedAds',
      'U1',
    ]);
    expect(told({ ...eea, vendor: ['personalisedAds'] }, 'idfa')).toEqual([
      'withheld',
      'vendor.deviceStorage',
      'U1',
    ]);
    expect(told({ ...eea, floors: ['optOut'] }, 'idfa')).toEqual(['withheld', 'floor.optOut', 'C2']);
    expect(told({ regime: 'eea' }, 'ipAddress')).toEqual(['coarse', 'purpose.contextualAds', 'U1']);
    expect(told({ regime: 'eea', grants: ['measurement'] }, 'ipAddress').slice(0, 1)).toEqual(['coarse']);
    const city = rowsUnder({ regime: 'eea', grants: ['limitedAds'], vendor: [] }).find(
      (row) => row.field === 'city',
    );
    expect(city).toMatchObject({
      outcome: 'withheld',
      reason: 'vendor.limitedAds',
      decides: 'U4',
      lacks: [
        { purpose: 'limitedAds', reason: 'vendor.limitedAds' },
        { purpose: 'personalisedAds', reason: 'grant.personalisedAds' },
        { purpose: 'measurement', reason: 'grant.measurement' },
      ],
    });
  });
});
