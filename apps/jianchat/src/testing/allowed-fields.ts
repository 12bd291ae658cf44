import {
  type CompiledPolicy,
  type ContractRow,
  explainCollect,
  type FieldRow,
  hasField,
  isPurposeAllowed,
} from '@jianchat/policy';
import { PLANTED_IP, PLANTED_IPV6 } from './planted-request.ts';

/** A person's choices and place by name, as a test states them. */
export interface NamedState {
  readonly regime: string;
  readonly grants: readonly string[];
  readonly floors: readonly string[];
}

export interface RecordedState {
  readonly regime: number;
  readonly grants: number;
  readonly floors: number;
}

export function recordedState(policy: CompiledPolicy, named: NamedState): RecordedState {
  const bits = (rows: readonly { name: string; bit: number }[], names: readonly string[]): number =>
    rows.filter(({ name }) => names.includes(name)).reduce((sum, { bit }) => sum | bit, 0);
  return {
    regime: policy.regimes.findIndex(({ name }) => name === named.regime),
    grants: bits(policy.purposes, named.grants),
    floors: bits(policy.floors, named.floors),
  };
}

/** Fields that enter raw, coarse or hashed, read from the policy by name and not by the tables that the gates use. */
export function collectedFields(policy: CompiledPolicy, state: RecordedState): ReadonlyMap<string, string> {
  const present = new Uint32Array(policy.fieldWords).fill(0xffff_ffff);
  const rows = explainCollect(policy, { ...state, present });
  return new Map(rows.map(({ field, fate }) => [field, fate]));
}

/**
 * Fields a recipient may be sent. @param vendor purposes the person granted this recipient, where the law asks for each.
 */
export function sharedFields(
  policy: CompiledPolicy,
  contract: ContractRow,
  { state, vendor }: { state: RecordedState; vendor: readonly string[] | 'as platform' },
): ReadonlySet<string> {
  const collected = collectedFields(policy, state);
  const basis = policy.regimes[state.regime]?.basis ?? {};
  const granted = policy.purposes.filter((purpose) => {
    if (!isPurposeAllowed(policy, purpose, state)) return false;
    return basis[purpose.name] !== 'consent' || vendor === 'as platform' || vendor.includes(purpose.name);
  });
  const isShared = (field: FieldRow): boolean =>
    field.share === 'contract' &&
    enters(collected.get(field.name), field) &&
    policy.purposes.every(({ bit }) => (field.requires & bit) === 0 || granted.some((p) => p.bit === bit)) &&
    granted.some(
      ({ bit }) =>
        (field.purposes & bit) !== 0 &&
        contract.allow.some((entry) => entry.purpose === bit && hasField(entry.fields, field.id)),
    );
  return new Set(policy.fields.filter(isShared).map(({ name }) => name));
}

/** A field that has a coarse form enters as itself in full only; the coarse form is a field of its own. */
const enters = (fate: string | undefined, { coarseOf }: FieldRow): boolean =>
  fate === 'kept' || (fate === 'truncated' && coarseOf >= 0);

/** A value found in JSON: its path without indexes, and the object it stands in. */
interface Leaf {
  readonly path: string;
  readonly value: unknown;
  readonly parent: Readonly<Record<string, unknown>>;
}

export function leavesOf(
  value: unknown,
  path = '',
  parent: Readonly<Record<string, unknown>> = {},
): readonly Leaf[] {
  if (Array.isArray(value)) return value.flatMap((item) => leavesOf(item, path, parent));
  if (typeof value !== 'object' || value === null) return [{ path, value, parent }];
  const object = value as Readonly<Record<string, unknown>>;
  return Object.keys(object).flatMap((key) =>
    leavesOf(object[key], path === '' ? key : `${path}.${key}`, object),
  );
}

/** Reads JSON back to the policy's fields. `coarse` values count as their own field. */
export function createFieldFinder(policy: CompiledPolicy): (leaf: Leaf) => string | undefined {
  const exact = Map.groupBy(
    policy.fields.flatMap((field) => field.paths.map((claim) => ({ field, claim }))),
    ({ claim }) => claim.path,
  );
  const patterns = [...exact.keys()]
    .filter((path) => path.includes('*'))
    .map((path) => ({
      path,
      // A free name in the middle is one name; at the end it is a whole subtree, or a single value in its place.
      pattern: new RegExp(
        `^${path.replace(/\.\*$/, '').replaceAll('.', '\\.').replaceAll('*', '[^.]+')}(\\..+)?$`,
      ),
    }));
  const isRaw = (value: unknown): boolean =>
    value === PLANTED_IP || value === PLANTED_IPV6 || /\.73195/.test(String(value));
  return ({ path, value, parent }) => {
    const mirrored = mirrorOf(policy, path);
    const known = exact.has(mirrored)
      ? mirrored
      : patterns.find(({ pattern }) => pattern.test(mirrored))?.path;
    const claims = known === undefined ? [] : (exact.get(known) ?? []);
    const owner = claims.find(({ claim: { when } }) => {
      const sibling = when === undefined ? undefined : parent[when.sibling];
      return typeof sibling === 'string' && when?.values.includes(sibling.toLowerCase());
    });
    const field = (owner ?? claims.find(({ claim }) => claim.when === undefined))?.field;
    if (field === undefined) return undefined;
    return field.coarse >= 0 && !isRaw(value) ? policy.fieldById.get(field.coarse)?.name : field.name;
  };
}

function mirrorOf(policy: CompiledPolicy, path: string): string {
  for (const [subtree, repeated] of policy.mirrors) {
    const pattern = new RegExp(`^${subtree.replaceAll('.', '\\.').replaceAll('*', '[^.]+')}(?=\\.)`);
    if (pattern.test(path)) return path.replace(pattern, repeated);
  }
  return path;
}
