import { describe, expect, expectTypeOf, it } from 'vitest';
import { compilePolicy } from '../compile/compile-policy.ts';
import { PURPOSE, type PurposeName, SERVED_FIELDS } from '../generated/policy.gen.ts';
import type { CompiledPolicy } from '../rows.ts';
import { policyFiles, readPolicy } from '../testing/read-policy.ts';
import { type NamedSignals, signalsOf } from '../testing/signals.ts';
import { wholeRequest } from '../testing/whole-request.ts';
import type { Admitted } from './admitted.ts';
import { createGates } from './gates.ts';
import type { ImpFor, RequestFor } from './request-view.ts';

const policy = readPolicy();
const gates = createGates(policy, (_fieldId, value) => `hashed:${value.length}`);
const everything = policy.purposes.map(({ name }) => name);
const admit = (named: NamedSignals, of: CompiledPolicy = policy) =>
  createGates(of, () => 'hash').collect(wholeRequest(), signalsOf(of, named));

/** What does not compile cannot be done; the compiler fails where one of these would. Never called. */
export function misuses(admitted: Admitted): void {
  const context = gates.use(admitted, 'contextualAds');
  const personal = gates.use(admitted, 'personalisedAds');
  // @ts-expect-error there is no reading without a purpose
  gates.use(admitted);
  // @ts-expect-error a purpose that no policy declares
  gates.use(admitted, 'curiosity');
  // @ts-expect-error the request itself has no name outside the gates
  void admitted.request;
  // @ts-expect-error a purpose may be refused by the person, so the answer may be absent
  void context.device;
  // @ts-expect-error the address does not serve contextual advertising
  void context?.device?.ip;
  // @ts-expect-error nor does the advertising id
  void context?.device?.ifa;
  // @ts-expect-error nor anything that recognises a person
  void context?.user?.eids;
  // @ts-expect-error nor the place in full
  void context?.device?.geo?.lat;
  // @ts-expect-error the model of the device is not there for personalised ads
  void personal?.device?.model;
  // @ts-expect-error hardware ids serve nothing that ads need
  void personal?.device?.macsha1;
  // @ts-expect-error a request for one purpose is none for another
  ((_: RequestFor<'personalisedAds'>) => undefined)(context);
  // @ts-expect-error what was admitted is only read
  if (context?.site) context.site.page = '';
  // @ts-expect-error and nothing reads what goes back to the sender
  void gates.forSender(admitted).device;
}

describe('the gate "use"', () => {
  it('C2 U1: has in its type what serves the purpose, and nothing else', () => {
    type Context = RequestFor<'contextualAds'>;
    type Geo = NonNullable<NonNullable<Context['device']>['geo']>;
    expectTypeOf<keyof Geo>().toEqualTypeOf<'country' | 'region' | 'regionfips104' | 'utcoffset'>();
    expectTypeOf<keyof NonNullable<RequestFor<'personalisedAds'>['user']>>().toEqualTypeOf<
      'id' | 'buyeruid' | 'keywords' | 'kwarray' | 'customdata' | 'geo' | 'data' | 'eids' | 'ext'
    >();
    expectTypeOf<RequestFor<'hardwareIdentifiers'>>().toHaveProperty('device');
    expectTypeOf<RequestFor<'profiles'>>().toEqualTypeOf<Readonly<Record<never, never>>>();
    expectTypeOf<Context['imp'][number]>().toEqualTypeOf<ImpFor<'contextualAds'>>();
  });

  it('V3: answers nothing for a purpose that the person has not granted or has refused', () => {
    const seen = (named: NamedSignals, purpose: PurposeName) =>
      gates.use(admit(named), purpose) !== undefined;
    expect(seen({ regime: 'eea' }, 'personalisedAds')).toBe(false);
    expect(seen({ regime: 'eea', grants: everything }, 'personalisedAds')).toBe(true);
    expect(seen({ regime: 'us' }, 'personalisedAds')).toBe(true);
    expect(seen({ regime: 'us', floors: ['optOut'] }, 'personalisedAds')).toBe(false);
    expect(seen({ regime: 'us', floors: ['child'] }, 'measurement')).toBe(false);
    for (const regime of policy.regimes.map(({ name }) => name))
      expect([regime, seen({ regime, floors: ['child'] }, 'contextualAds')]).toEqual([regime, true]);
  });

  it('answers the same request each time, without a copy, where the policy grants what the program reads', () => {
    const admitted = admit({ regime: 'us' });
    const once = gates.use(admitted, 'contextualAds');
    expect(gates.use(admitted, 'contextualAds')).toBe(once);
    expect(once?.device?.geo?.country).toBeDefined();
  });

  it('V2: obeys a policy in force that grants less than the program was built for', () => {
    const files = policyFiles();
    const narrow = (field: string, from: string, to: string): CompiledPolicy => {
      const at = files.yaml.indexOf(`\n  ${field}:\n`);
      const changed = files.yaml.slice(0, at) + files.yaml.slice(at).replace(from, to);
      if (at < 0 || changed === files.yaml) throw new Error(`${field} has no ${from}`);
      const compiled = compilePolicy({ ...files, yaml: changed });
      if (!compiled.ok) throw new Error(compiled.faults[0]?.message);
      return compiled.policy;
    };
    const less = narrow('country', 'contextualAds, ', '');
    const now = createGates(less, () => 'hash');
    const admitted = admit({ regime: 'us' }, less);
    expect(now.use(admitted, 'contextualAds')?.device?.geo).toBeUndefined();
    expect(now.use(admitted, 'contextualAds')?.device?.ua).toBeDefined();
    expect(now.use(admitted, 'contextualAds')?.imp[0]?.id).toBeDefined();
    expect(now.use(admitted, 'adDelivery')?.device?.geo?.country).toBeDefined();
  });

  it('C2: whatever a purpose can read in a request, the person and the policy let it use', () => {
    let read = 0;
    const wrong: unknown[] = [];
    for (const regime of policy.regimes.map(({ name }) => name))
      for (const grants of [
        [],
        everything,
        ['limitedAds', 'measurement'],
        ['deviceStorage', 'personalisedAds'],
      ])
        for (const floors of [[], ['optOut'], ['osDenied'], ['child'], ['limitSensitive']]) {
          const admitted = admit({ regime, grants, floors });
          for (const purpose of Object.keys(PURPOSE) as PurposeName[]) {
            const view = gates.use(admitted, purpose);
            for (const path of view === undefined ? [] : pathsOf(purpose)) {
              if (!holds(view, path.split('.'))) continue;
              read += 1;
              const owners = fieldsOn(path).filter((id) => gates.mayUse(admitted, id, PURPOSE[purpose]));
              if (owners.length === 0) wrong.push({ regime, grants, floors, purpose, path });
            }
          }
        }
    expect(wrong).toEqual([]);
    expect(read).toBeGreaterThan(10_000);
  });
});

/** Paths that the type of a purpose's view is made of. */
const pathsOf = (purpose: PurposeName): readonly string[] =>
  SERVED_FIELDS[purpose].flatMap((id) => policy.fieldById.get(id)?.paths.map(({ path }) => path) ?? []);

/** Fields that a value on a path can be, coarse forms included. */
const fieldsOn = (path: string): readonly number[] =>
  policy.fields
    .filter((field) => field.paths.some((own) => own.path === path))
    .flatMap(({ id, coarse }) => (coarse < 0 ? [id] : [id, coarse]));

function holds(value: unknown, [name, ...rest]: readonly string[]): boolean {
  if (name === undefined) return value !== undefined;
  if (Array.isArray(value)) return value.some((item) => holds(item, [name, ...rest]));
  if (typeof value !== 'object' || value === null) return false;
  const members = value as Readonly<Record<string, unknown>>;
  return name === '*'
    ? Object.values(members).some((member) => holds(member, rest))
    : holds(members[name], rest);
}
