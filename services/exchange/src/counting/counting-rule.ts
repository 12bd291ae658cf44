import { deviceCounter, householdCounter, personCounter, type ShownCounter } from '@jianchat/hot';
import type { Identifier, IdentifierHash } from '@jianchat/identity';
import type { Admitted, CompiledPolicy, Gates } from '@jianchat/policy';
import type { CapUnit } from '@jianchat/snapshot';
import { householdRule } from './household.ts';
import { personRule } from './person.ts';

/** Names people, households and devices by what nobody without the keys can try out. */
export interface CountedNames {
  /** A device's pseudonym under its own key, base64url of 16 bytes; undefined where nobody is recognised. */
  device(admitted: Admitted): string | undefined;
  /** Keyed hash of a person; undefined for an identifier that means nobody. */
  person(identifier: Identifier): IdentifierHash | undefined;
  /** Keyed hash of the network of one connection; undefined where nobody counts by it. */
  household(network: string): IdentifierHash | undefined;
}

/** Under what may be counted what is shown in this auction. `account` is the one whose page or app asks. */
export type CountingRule = (
  admitted: Admitted,
  account: string,
) => (unit: CapUnit) => ShownCounter | undefined;

/** Where the policy says that it keeps how often ads were shown: the field that declares it rules over counting. */
const COUNTS = 'hot:cap.of';
const NOBODY: ReturnType<CountingRule> = () => undefined;

/**
 * Ads may be counted where the policy lets counts be held under the person's signals; by households and persons where it also
 * recognises those. Nothing is looked at before a cap asks for it, and then once.
 */
export function countingRule(policy: CompiledPolicy, gates: Gates, names: CountedNames): CountingRule {
  const count = policy.fields.find(({ store, collect }) => collect === 'on' && store.includes(COUNTS));
  if (count === undefined) return () => NOBODY;
  const networkOf = householdRule(policy, gates);
  const signedIn = personRule(policy, gates);
  const find = (unit: CapUnit, admitted: Admitted, account: string): ShownCounter | undefined => {
    if (!gates.mayHold(admitted.signals, count.id)) return undefined;
    if (unit === 'device') return named(names.device(admitted), deviceCounter);
    if (unit === 'household') return named(named(networkOf(admitted), names.household), householdCounter);
    return named(named(signedIn(admitted, account), names.person), personCounter);
  };
  return (admitted, account) => {
    let found: Map<CapUnit, ShownCounter | undefined> | undefined;
    return (unit) => {
      found ??= new Map();
      if (!found.has(unit)) found.set(unit, find(unit, admitted, account));
      return found.get(unit);
    };
  };
}

const named = <From, To>(value: From | undefined, name: (value: From) => To): To | undefined =>
  value === undefined ? undefined : name(value);
