import { expect, it } from 'vitest';
import type { PolicySource } from './compile/source-schema.ts';
import { explainCollect } from './explain.ts';
import { explainShare } from './explain-share.ts';
import { useObstacle } from './explain-use.ts';
import { emptyMask, fieldIds, hasField } from './field-mask.ts';
import { createDecider, type Decider, FORM } from './gates/decision.ts';
import { createGates, type Gates } from './gates/gates.ts';
import type { CompiledPolicy, ContractRow } from './rows.ts';
import { compileSource, drawsFrom, randomNumbers, randomSource } from './testing/random-policy.ts';
import { readSource } from './testing/source-reading.ts';
import { wholeRequest } from './testing/whole-request.ts';

/*
 * Three readings of one policy, which share no code: the gates on compiled tables, the interpreter that explains by name, and the source
 * file read without a compiler. Each case is a random person (place, grants, floors, a vendor's grants) before one random contract
 * of a random policy, through the gates collect, share and use.
 */

const POLICIES = 50;
const PEOPLE = 2_000;
const CASES_MIN = 100_000;
/** Every so many people a request with every path walks through the gates, and the source is read as well: that is slow. */
const WALK_EVERY = 8;
/** Questions to the use gate at each walk: as many as people in all. */
const USES = 8;

/** A fresh seed at each run, printed so that a run can be repeated: put the number in its place. */
const SEED = Math.floor(Math.random() * 2 ** 31);

const requests = ['android', 'ios', 'roku'].map((os) => wholeRequest(os));

interface Person {
  readonly regime: number;
  readonly grants: number;
  readonly floors: number;
  readonly vendor: number;
  readonly contract: ContractRow;
  readonly request: Record<string, unknown>;
}

type Draws = ReturnType<typeof drawsFrom>;

function randomPerson(policy: CompiledPolicy, { below, oneOf, some, chance }: Draws): Person {
  const bits = (rows: readonly { bit: number }[], share: number): number =>
    some(rows, share).reduce((sum, { bit }) => sum | bit, 0);
  return {
    // A regime that the policy doesn't have counts as the one for places unknown.
    regime: chance(0.01) ? policy.regimes.length : below(policy.regimes.length),
    grants: bits(policy.purposes, oneOf([0, 0.5, 0.9, 1])),
    floors: bits(policy.floors, oneOf([0, 0, 0.1, 0.5])),
    vendor: bits(policy.purposes, oneOf([0, 0.5, 0.9, 1])),
    contract: oneOf([...policy.contracts.values()]),
    request: oneOf(requests),
  };
}

interface Readings {
  readonly source: PolicySource;
  readonly policy: CompiledPolicy;
  readonly decider: Decider;
  readonly gates: Gates;
  readonly draws: Draws;
  idOf(field: string): number;
}

const FATE_OF_FORM = {
  [FORM.drop]: 'dropped',
  [FORM.raw]: 'kept',
  [FORM.truncate]: 'truncated',
  [FORM.hash]: 'hashed',
} as const;

/** What the tables and the interpreter don't agree on, in words; undefined where both are one. */
function disagreement({ policy, decider, draws, idOf }: Readings, person: Person): string | undefined {
  const { contract, vendor, regime, grants, floors } = person;
  const signals = { regime, grants, floors, vendorGrants: () => vendor, reasons: [] };
  const { forms } = decider.decide(signals);
  // Half of the fields, other ones for each person.
  const present = emptyMask(policy.fieldWords).map(() => draws.below(2 ** 32));
  for (const { field, fate } of explainCollect(policy, { regime, grants, floors, present })) {
    const form = FATE_OF_FORM[forms[idOf(field)] as 0 | 1 | 2 | 3];
    if (form !== fate) return `${field} is ${form}; explained: ${fate}`;
  }
  const { mask } = decider.share(signals, contract);
  const recipient = { regime, grants, floors, vendorGrants: vendor };
  for (const { field, outcome, reason } of explainShare(policy, { contract, signals: recipient, present })) {
    if (hasField(mask, idOf(field)) !== (outcome === 'shared'))
      return `share of ${field}: explained as ${outcome} by ${reason}`;
  }
  return undefined;
}

/** The same for a whole request through the gates, and for the policy's source. */
function walkDisagreement({ policy, gates, source, draws }: Readings, person: Person): string | undefined {
  const { contract, vendor, request, regime, grants, floors } = person;
  const admitted = gates.collect(request, {
    regime,
    grants,
    floors,
    vendorGrants: () => vendor,
    reasons: [],
  });
  const record = { regime, grants, floors, present: admitted.present };
  const nameOf = (id: number): string => policy.fieldById.get(id)?.name ?? String(id);
  const kept = new Set(fieldIds(admitted.kept).map(nameOf));
  const collected = explainCollect(policy, record);
  const keptBy = new Set<string>();
  for (const { field, fate } of collected) {
    const row = policy.fields.find(({ name }) => name === field);
    if (row === undefined || fate === 'dropped') continue;
    if (fate !== 'truncated' || row.coarse < 0) keptBy.add(field);
    if (row.coarse >= 0) keptBy.add(nameOf(row.coarse));
  }
  if (!isSame(kept, keptBy)) return `collect: ${difference(kept, keptBy)}`;
  for (let use = 0; use < USES; use++) {
    const [field, purpose] = [draws.oneOf(policy.fields), draws.oneOf(policy.purposes)];
    const may = gates.mayUse(admitted, field.id, purpose.id);
    const obstacle = useObstacle(policy, { field, purpose }, record);
    if (may !== (obstacle === undefined)) return `use of ${field.name} for ${purpose.name}: ${obstacle}`;
  }
  const shared = new Set(fieldIds(gates.share(admitted, contract).mask).map(nameOf));
  return sourceDisagreement(policy, { source, person }, { collected, shared });
}

function sourceDisagreement(
  policy: CompiledPolicy,
  { source, person }: { source: PolicySource; person: Person },
  found: { collected: ReturnType<typeof explainCollect>; shared: ReadonlySet<string> },
): string | undefined {
  const namesIn = (bits: number, rows: readonly { name: string; bit: number }[]): string[] =>
    rows.filter(({ bit }) => (bits & bit) !== 0).map(({ name }) => name);
  const reading = readSource(source, {
    regime: policy.regimes[person.regime]?.name ?? 'unknown',
    grants: new Set(namesIn(person.grants, policy.purposes)),
    floors: namesIn(person.floors, policy.floors),
  });
  const fates = { raw: 'kept', truncated: 'truncated', keyedHash: 'hashed', no: 'dropped' };
  for (const { field, fate } of found.collected)
    if (fates[reading.entry(field)] !== fate)
      return `${field} is ${fate}; by its source ${reading.entry(field)}`;
  const vendor = new Set(namesIn(person.vendor, policy.purposes));
  const byName = policy.fields.filter(({ name }) => reading.isShared(name, person.contract.name, vendor));
  const shared = new Set(byName.map(({ name }) => name));
  return isSame(found.shared, shared) ? undefined : `share by source: ${difference(found.shared, shared)}`;
}

const isSame = (one: ReadonlySet<string>, two: ReadonlySet<string>): boolean =>
  one.size === two.size && one.isSubsetOf(two);
const difference = (one: ReadonlySet<string>, two: ReadonlySet<string>): string =>
  `${[...one.symmetricDifference(two)]}`;

it(`S2: gates, interpreter and source agree on ${CASES_MIN} random people before random policies (seed ${SEED})`, () => {
  let cases = 0;
  const policies = new Set<string>();
  for (let at = 0; at < POLICIES; at++) {
    const seed = SEED + at;
    const source = randomSource(seed);
    const policy = compileSource(source);
    const gates = createGates(policy, (_field, value) => `hashed:${value.length}`);
    const draws = drawsFrom(randomNumbers(~seed));
    const ids = new Map(policy.fields.map(({ name, id }) => [name, id]));
    const idOf = (field: string): number => ids.get(field) ?? 0;
    const readings = { source, policy, gates, draws, idOf, decider: createDecider(policy) };
    for (let number = 0; number < PEOPLE; number++, cases++) {
      const person = randomPerson(policy, draws);
      const walks = number % WALK_EVERY === 0;
      const wrong =
        disagreement(readings, person) ?? (walks ? walkDisagreement(readings, person) : undefined);
      if (wrong !== undefined) {
        const { contract, request: _request, ...state } = person;
        expect.fail(
          `policy of seed ${seed}, person ${number} ${JSON.stringify(state)}, ${contract.name}: ${wrong}`,
        );
      }
    }
    policies.add(policy.hash);
  }
  expect(cases).toBeGreaterThanOrEqual(CASES_MIN);
  expect(policies.size).toBe(POLICIES);
}, 300_000);

it('the interpreter gives a reason for everything, and only what the policy names', () => {
  const policy = compileSource(randomSource(SEED));
  const draws = drawsFrom(randomNumbers(SEED));
  const known = new Set([...policy.purposes, ...policy.floors, ...policy.regimes].map(({ name }) => name));
  for (let number = 0; number < 300; number++) {
    const { contract, vendor, request: _request, ...state } = randomPerson(policy, draws);
    for (const row of explainShare(policy, { contract, signals: { ...state, vendorGrants: vendor } })) {
      const [family, ...name] = row.reason.split('.');
      expect([
        'purpose',
        'never',
        'contract',
        'vendor',
        'grant',
        'floor',
        'basis',
        'requires',
        'regime',
      ]).toContain(family);
      if (!['never', 'contract', 'basis'].includes(family ?? '')) expect(known).toContain(name.join('.'));
      expect(row.purposes.length > 0).toBe(row.outcome !== 'withheld');
      const named = contract.allow.some(({ fields }) =>
        hasField(fields, policy.fields.find((one) => one.name === row.field)?.id ?? 0),
      );
      if (row.outcome === 'shared') expect(named).toBe(true);
    }
  }
});
