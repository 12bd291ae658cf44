import { BID_REQUEST, findNode, type VocabularyNode } from '@jianchat/openrtb';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainCollect, isPurposeAllowed } from '../explain.ts';
import { addField, emptyMask, type FieldMask, fieldIds, hasField, isSubset } from '../field-mask.ts';
import { FIELD } from '../generated/policy.gen.ts';
import type { ContractRow } from '../rows.ts';
import { readPolicy } from '../testing/read-policy.ts';
import { wholeRequest } from '../testing/whole-request.ts';
import { REQUEST } from './admitted.ts';
import { createGates } from './gates.ts';
import type { SignalState } from './signal-state.ts';

const policy = readPolicy();
const gates = createGates(policy, (_fieldId, value) => `hashed:${value.length}`);
const contracts = [...policy.contracts.values()];
const RUNS = 2_000;

const bits = (rows: readonly { bit: number }[]): fc.Arbitrary<number> =>
  fc.subarray([...rows]).map((chosen) => chosen.reduce((sum, row) => sum | row.bit, 0));

const signals: fc.Arbitrary<SignalState> = fc
  .record({
    regime: fc.nat(policy.regimes.length - 1),
    grants: bits(policy.purposes),
    floors: fc.oneof(fc.constant(0), bits(policy.floors)),
    vendor: bits(policy.purposes),
  })
  .map(({ vendor, ...rest }) => ({ ...rest, vendorGrants: () => vendor, reasons: [] }));

/** Strings that must never be seen again. */
const canary = fc.stringMatching(/^[a-z]{6}$/).map((text) => `canary-${text}`);

/** Puts `extra` into objects of a request at places where nothing is declared. */
function plant(
  value: unknown,
  node: VocabularyNode | undefined,
  extra: { name: string; value: unknown },
): unknown {
  if (node?.kind === 'array' && Array.isArray(value))
    return value.map((item) => plant(item, node.item, extra));
  if (node?.kind === 'record' && typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => [key, plant(member, node.value, extra)]),
    );
  }
  if (node?.kind !== 'object' || typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([key, member]) => [
    key,
    plant(member, node.children.get(key), extra),
  ]);
  return { ...Object.fromEntries(members), [extra.name]: extra.value };
}

/** Every place of a JSON value that carries something, as dotted paths without indexes. */
function* places(value: unknown, path: string): Generator<readonly [string, unknown]> {
  if (Array.isArray(value)) for (const item of value) yield* places(item, path);
  else if (typeof value === 'object' && value !== null) {
    const node = findNode(BID_REQUEST, path);
    if (node?.kind === 'open') return yield [path, value];
    for (const [key, member] of Object.entries(value)) {
      const name = node?.kind === 'record' ? '*' : key;
      yield* places(member, path === '' ? name : `${path}.${name}`);
    }
  } else yield [path, value];
}

describe('collect', () => {
  it('never throws on any JSON, and lets nothing in that is not declared', () => {
    const raw = fc.oneof(
      fc.jsonValue(),
      fc.dictionary(fc.constantFrom('id', 'imp', 'device', 'user', 'ext', '__proto__', 'x'), fc.jsonValue()),
    );
    fc.assert(
      fc.property(raw, signals, (value, state) => {
        const { [REQUEST]: request, kept, present } = gates.collect(value, state);
        for (const [path] of places(request, '')) expect(findNode(BID_REQUEST, path)).toBeDefined();
        expect(
          fieldIds(kept).every((id) => hasField(present, id) || policy.fieldById.get(id)?.coarseOf !== -1),
        ).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });

  it('shows no trace of undeclared names or values', () => {
    fc.assert(
      fc.property(canary, fc.constantFrom('name', 'value', 'deep'), signals, (text, where, state) => {
        const extra =
          where === 'name'
            ? { name: text, value: 1 }
            : { name: 'undeclared', value: where === 'value' ? text : { deep: [text] } };
        const admitted = gates.collect(plant(wholeRequest(), BID_REQUEST, extra), state);
        expect(JSON.stringify([admitted[REQUEST], admitted.undeclared, admitted.faults])).not.toContain(text);
        expect(admitted.undeclared.find(({ parent }) => parent === 'imp.banner')?.count).toBe(1);
      }),
      { numRuns: 150 },
    );
  });

  it('shows no trace of values of the wrong type', () => {
    const wrong = (node: VocabularyNode, text: string): unknown => {
      if (node.kind === 'array') return [wrong(node.item, text)];
      if (node.kind === 'object')
        return Object.fromEntries(Array.from(node.children, ([key, child]) => [key, wrong(child, text)]));
      return node.kind === 'leaf' && ['string', 'text'].includes(node.type)
        ? { [text]: text }
        : node.kind === 'leaf'
          ? text
          : [text];
    };
    fc.assert(
      fc.property(canary, signals, (text, state) => {
        const { [REQUEST]: request, faults, undeclared } = gates.collect(wrong(BID_REQUEST, text), state);
        // Content of open subtrees that may be any JSON is declared; nothing else may hold the text.
        const { ext: _ext, imp: _imp, ...rest } = request;
        expect(JSON.stringify([rest, faults, undeclared])).not.toContain(text);
        expect(faults).toHaveLength(20);
      }),
      { numRuns: 50 },
    );
  });

  it('C3: agrees with the slow reading of the policy, which the inspector shows', () => {
    fc.assert(
      fc.property(signals, fc.constantFrom('android', 'ios', 'roku'), (state, os) => {
        const admitted = gates.collect(wholeRequest(os), state);
        const expected = emptyMask(policy.fieldWords);
        const explained = explainCollect(policy, { ...state, present: admitted.present });
        for (const { field, fate } of explained) {
          const row = policy.fields.find((candidate) => candidate.name === field);
          if (!row || fate === 'dropped') continue;
          if (fate !== 'truncated') addField(expected, row.id);
          if (row.coarse >= 0) addField(expected, row.coarse);
        }
        expect(fieldIds(admitted.kept)).toEqual(fieldIds(expected));
      }),
      { numRuns: RUNS / 10 },
    );
  });
});

/** The share rule read slowly: for some purpose of the contract, person, vendor, field and contract all agree. */
function mayShare(contract: ContractRow, state: SignalState, fieldName: string): boolean {
  const field = policy.fields.find((row) => row.name === fieldName);
  if (!field || field.share === 'never') return false;
  const basisOf = (name: string) => policy.regimes[state.regime]?.basis[name] ?? 'never';
  const granted = policy.purposes.filter((purpose) => {
    const needsVendor = ['consent', 'separateConsent'].includes(basisOf(purpose.name));
    const vendor = !needsVendor || ((state.vendorGrants(contract.gvl) >>> purpose.id) & 1) === 1;
    return isPurposeAllowed(policy, purpose, state) && vendor;
  });
  const present = emptyMask(policy.fieldWords);
  const finer = policy.fieldById.get(field.coarseOf) ?? field;
  addField(present, finer.id);
  const [collected] = explainCollect(policy, { ...state, present });
  const own = explainCollect(policy, { ...state, present: maskWith(field.id) })[0];
  if (own?.fate === 'dropped' || (finer === field && collected?.fate === 'truncated')) return false;
  const requires = policy.purposes.filter((purpose) => ((field.requires >>> purpose.id) & 1) === 1);
  if (!requires.every((purpose) => granted.includes(purpose))) return false;
  return granted.some((purpose) => {
    const entry = contract.allow.find((candidate) => candidate.purpose === purpose.bit);
    return (
      entry !== undefined && hasField(entry.fields, field.id) && ((field.purposes >>> purpose.id) & 1) === 1
    );
  });
}

function maskWith(id: number): FieldMask {
  const mask = emptyMask(policy.fieldWords);
  addField(mask, id);
  return mask;
}

describe('share', () => {
  it('agrees with the slow reading of the policy, and equal masks have equal keys', () => {
    const keys = new Map<string, string>();
    fc.assert(
      fc.property(signals, fc.constantFrom(...contracts), (state, contract) => {
        const admitted = gates.collect({ id: 'r', imp: [] }, state);
        const decision = gates.share(admitted, contract);
        const expected = policy.fields
          .filter((field) => mayShare(contract, state, field.name))
          .map((field) => field.id);
        expect(fieldIds(decision.mask)).toEqual(expected);
        expect(gates.share(admitted, contract)).toBe(decision);
        const ids = fieldIds(decision.mask).join();
        expect(keys.get(decision.maskKey) ?? ids).toBe(ids);
        keys.set(decision.maskKey, ids);
        expect(decision.nothing).toBe(expected.length === 0);
      }),
      { numRuns: RUNS / 2 },
    );
  });

  it('never shares an identifier without a purpose that needs recognition', () => {
    const identifiers = policy.fields.filter((field) =>
      ['resettable', 'partnerId', 'immutable'].includes(field.className),
    );
    fc.assert(
      fc.property(signals, fc.constantFrom(...contracts), (state, contract) => {
        const { mask } = gates.share(gates.collect(wholeRequest(), state), contract);
        const personalised = policy.purposes.find((purpose) => purpose.name === 'personalisedAds');
        const shared = identifiers.filter((field) => hasField(mask, field.id));
        if (shared.length > 0)
          expect(personalised && isPurposeAllowed(policy, personalised, state)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

const anyMask = fc.subarray(policy.fields.map((field) => field.id)).map((ids) => {
  const mask = emptyMask(policy.fieldWords);
  for (const id of ids) addField(mask, id);
  return mask;
});

describe('project', () => {
  const open: SignalState = { regime: 3, grants: 0, floors: 0, vendorGrants: () => -1, reasons: [] };
  const admitted = gates.collect(wholeRequest(), open);

  it('gives at most what the mask holds, coarse where only the coarse form is in it', () => {
    fc.assert(
      fc.property(anyMask, (mask) => {
        const projected = gates.project(admitted, mask);
        // The system's name decides which field an advertising id is; it is given back for looking at the result.
        const { id, ...rest } = { ...projected, device: { ...projected.device, os: 'android' } };
        const seen = gates.collect(id === '' ? rest : { id, ...rest }, open).present;
        const allowed = maskWith(FIELD.osVersion);
        for (const field of policy.fields) {
          if (hasField(mask, field.id) || (field.coarse >= 0 && hasField(mask, field.coarse)))
            addField(allowed, field.id);
        }
        expect(isSubset(seen, allowed)).toBe(true);
        const isWhole = hasField(mask, FIELD.ipAddress);
        const expectedIp = isWhole
          ? '203.0.113.77'
          : hasField(mask, FIELD.ipPrefix)
            ? '203.0.113.0'
            : undefined;
        expect(projected.device?.ip).toBe(expectedIp);
      }),
      { numRuns: 100 },
    );
  });

  it('says exactly which fields it copied', () => {
    fc.assert(
      fc.property(anyMask, (mask) => {
        const copied = emptyMask(policy.fieldWords);
        const projected = gates.project(admitted, mask, copied);
        // With fewer fields than it names the copy would be another, with those alone it is the same.
        expect(gates.project(admitted, copied)).toEqual(projected);
        for (const id of fieldIds(copied)) {
          const less = copied.slice();
          less[id >>> 5] = (less[id >>> 5] ?? 0) & ~(1 << (id & 31));
          // The coarse form of a value may be the value itself.
          const inTwo = policy.fields.some(
            ({ id: finer, coarse }) => coarse >= 0 && [finer, coarse].includes(id),
          );
          if (!inTwo) expect(gates.project(admitted, less)).not.toEqual(projected);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('shares no part with the admitted request', () => {
    const before = JSON.stringify(admitted[REQUEST]);
    const mask = emptyMask(policy.fieldWords).fill(0xffffffff);
    const projected = gates.project(admitted, mask);
    const expected = structuredClone(admitted[REQUEST]);
    delete expected.ext?.prebid;
    for (const imp of expected.imp) delete imp.ext?.prebid;
    expect(projected).toEqual(expected);
    const scribble = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      for (const member of Object.values(value)) scribble(member);
      Object.assign(value, { scribbled: true });
    };
    scribble(projected);
    expect(JSON.stringify(admitted[REQUEST])).toBe(before);
  });
});
