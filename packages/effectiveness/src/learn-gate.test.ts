import { type CompiledPolicy, FIELD } from '@jianchat/policy';
import { readPolicy } from '@jianchat/policy/testing';
import { describe, expect, it } from 'vitest';
import { FEATURES, type LearnableField } from './features.ts';
import { createLearnGate } from './learn-gate.ts';
import { createPredictor, emptyPrediction, prepareAd } from './predictor.ts';
import { ALL_TEMPLATES, TEMPLATES, type TemplateMask } from './templates.ts';
import { simulateWorld } from './testing/simulated-traffic.ts';
import { SOMEWHERE } from './testing/somewhere.ts';
import { trainOn } from './testing/train.ts';

const policy = readPolicy();
const effectiveness = policy.purposes.find(({ name }) => name === 'effectiveness')?.bit ?? 0;

/** The same policy in which fields no longer serve the purpose. */
function without(...names: readonly string[]): CompiledPolicy {
  const fields = policy.fields.map((field) =>
    names.includes(field.name) ? { ...field, purposes: field.purposes & ~effectiveness } : field,
  );
  return {
    ...policy,
    version: policy.version + 1,
    fields,
    fieldById: new Map(fields.map((field) => [field.id, field])),
  };
}

const gateOf = (then: CompiledPolicy, now: CompiledPolicy) =>
  createLearnGate({
    ofVersion: (version) => [then, now].find((each) => each.version === version),
    inForce: () => now,
  });
const templatesOf = (then: CompiledPolicy, now: CompiledPolicy): TemplateMask =>
  gateOf(then, now).templates({ version: then.version });
const namesIn = (mask: TemplateMask) => TEMPLATES.filter(({ index }) => (mask & (1 << index)) !== 0);

/** What does not compile cannot be learned from; the compiler fails where one of these would. */
export const misuses: readonly LearnableField[] = [
  // @ts-expect-error an advertising id recognises a device
  'idfa',
  // @ts-expect-error so does the network address
  'ipAddress',
  // @ts-expect-error a town is more than the policy lets be learned from
  'city',
  // @ts-expect-error no policy declares this
  'heartRate',
];

describe('the gate "learn"', () => {
  it('U2 C2: lets all features be used that the policy declares for it, under every law', () => {
    const gate = gateOf(policy, policy);
    expect(gate.templates({ version: policy.version })).toBe(ALL_TEMPLATES);
    policy.regimes.forEach((_, regime) => {
      const signals = { regime, grants: 0, floors: 0 };
      expect(gate.templates({ version: policy.version, signals })).toBe(ALL_TEMPLATES);
    });
  });

  it('U2 K6: takes out every template with a feature whose field no longer serves the purpose', () => {
    for (const field of new Set(Object.values(FEATURES))) {
      const narrowed = without(field);
      for (const mask of [templatesOf(policy, narrowed), templatesOf(narrowed, policy)]) {
        const left = namesIn(mask);
        expect(left.flatMap(({ features }) => features).filter((name) => FEATURES[name] === field)).toEqual(
          [],
        );
        expect(left.length).toBe(
          TEMPLATES.filter(({ features }) => features.every((name) => FEATURES[name] !== field)).length,
        );
      }
    }
  });

  it('U2 K6: lets nothing be learned where displays or clicks do not serve it, or nobody knows the policy', () => {
    for (const label of ['adDisplay', 'adClick']) expect(templatesOf(policy, without(label))).toBe(0);
    expect(gateOf(policy, policy).templates({ version: 99 })).toBe(0);
    const other = { version: policy.version, hash: 'another policy under the same number' };
    expect(gateOf(policy, policy).templates(other)).toBe(0);
  });

  it('U2 U3 C2: lets conversions be learned only where the person let them in', () => {
    const gate = gateOf(policy, policy);
    const { version } = policy;
    const letIn = FIELD.conversion;
    expect(gate.templates({ version, letIn }, 'conversion')).toBe(ALL_TEMPLATES);
    // What says nothing of the person is not let in by silence, nor by another field.
    expect(gate.templates({ version }, 'conversion')).toBe(0);
    expect(gate.templates({ version, letIn: FIELD.adClick }, 'conversion')).toBe(0);
    const eea = policy.regimes.findIndex(({ name }) => name === 'eea');
    const measurement = policy.purposes.find(({ name }) => name === 'measurement')?.bit ?? 0;
    const asked = (grants: number) =>
      gate.templates({ version, signals: { regime: eea, grants, floors: 0 } }, 'conversion');
    expect(asked(0)).toBe(0);
    expect(asked(measurement)).toBe(ALL_TEMPLATES);
  });

  it('U2 U3 K6: lets nothing be learned of conversions where they serve it no longer, and clicks all the same', () => {
    const letIn = FIELD.conversion;
    for (const [then, now] of [
      [policy, without('conversion')],
      [without('conversion'), policy],
    ] as const) {
      const gate = gateOf(then, now);
      expect(gate.templates({ version: then.version, letIn }, 'conversion')).toBe(0);
      expect(gate.templates({ version: then.version })).toBe(ALL_TEMPLATES);
    }
  });

  it('U2: no longer lets a model say what it learned when the policy was wider', () => {
    const world = simulateWorld({ seed: 12 });
    const model = trainOn(world, { examples: 20_000 });
    const narrow = createPredictor(model, { templates: templatesOf(policy, without('screen')) });
    const wide = createPredictor(model, { templates: ALL_TEMPLATES });
    const { ad, place } = world.shown(5);
    const scoreOf = (predictor: typeof wide, deviceType: string) => {
      const into = emptyPrediction();
      predictor.predict('click', prepareAd(ad), { place: predictor.place({ ...place, deviceType }), into });
      return into.score;
    };
    expect(scoreOf(wide, 'phone')).not.toBe(scoreOf(wide, 'tv'));
    expect(scoreOf(narrow, 'phone')).toBe(scoreOf(narrow, 'tv'));
  });

  it('U2: leaves the rates of the formats where nothing may be used', () => {
    const model = trainOn(simulateWorld({ seed: 12, base: -1 }), { examples: 5_000 });
    const predictor = createPredictor(model, { templates: 0 });
    const into = emptyPrediction();
    const place = predictor.place(SOMEWHERE);
    const ad = prepareAd({ format: 'video', advertiser: 'a', lineItem: 'l', creative: 'c', size: '' });
    predictor.predict('click', ad, { place, into });
    expect(into.chance).toBeCloseTo(0.005, 6);
    expect(into.deviation).toBe(0);
  });
});
