/** The share rule read slowly and by name, recipient by recipient; like `explain.ts`, it shares no code with the decider. */
import { names, type RecordedSignals, type Rules, rulesUnder, verdictOf } from './explain.ts';
import { type FieldMask, hasField } from './field-mask.ts';
import type { CompiledPolicy, ContractRow, FieldRow, PurposeRow } from './rows.ts';

/** A person's and the law's signals as one recipient meets them. */
export interface RecipientSignals extends RecordedSignals {
  /**
   * Purposes granted to this recipient as a vendor; bit `1 << purpose id`. What a regime allows without asking needs no grant of
   * a vendor. The integer `granted` of a recorded disclosure does as well: it says which of them met with the person's grant.
   */
  readonly vendorGrants: number;
}

/** How one recipient stands to a field, and the rule that decides. */
export interface ShareExplanation {
  readonly field: string;
  /** `coarse`: only the coarse form goes out. */
  readonly outcome: 'shared' | 'coarse' | 'withheld';
  /** Purposes for which it goes out. */
  readonly purposes: readonly string[];
  /**
   * `purpose.NAME` of what lets it out. Withheld: `never` (the field is never shared), `contract.none` (the contract doesn't name it),
   * `contract.purpose` (only for purposes the field doesn't serve), the reason of the collect gate where it didn't enter, else what
   * comes nearest to letting it out and lacks something: `vendor.NAME`, `grant.NAME`, `floor.NAME` or `basis.NAME`.
   */
  readonly reason: string;
  /** Every purpose of the contract that names the field, and what it lacks. */
  readonly lacks: readonly { readonly purpose: string; readonly reason: string }[];
  /** The promise that declares the field. */
  readonly clause: string;
  /** The promise whose rule decides: the deciding purpose's, else the field's own. */
  readonly decides: string;
}

/** The nearer to letting a field out, the more it says about what is missing. */
const NEARNESS = ['vendor', 'grant', 'floor', 'basis'];

/** Every field of `present` (all fields without it) as one recipient stands to it. */
export function explainShare(
  policy: CompiledPolicy,
  {
    contract,
    signals,
    present,
  }: {
    readonly contract: ContractRow;
    readonly signals: RecipientSignals;
    readonly present?: FieldMask;
  },
): readonly ShareExplanation[] {
  const rules = rulesUnder(policy, signals);
  const obstacles = recipientObstacles(policy, rules, signals);
  const circumstances = { contract, rules, obstacles };
  return policy.fields
    .filter((field) => present === undefined || hasField(present, field.id))
    .map((field) => {
      const own = explainForm(policy, field, circumstances);
      const coarse = own.outcome === 'withheld' ? policy.fieldById.get(field.coarse) : undefined;
      const second = coarse && explainForm(policy, coarse, circumstances);
      return second?.outcome === 'shared'
        ? { ...second, field: field.name, clause: field.clause, outcome: 'coarse' as const }
        : own;
    });
}

/** What stands in the way of each purpose for this recipient; `vendor.NAME`: the person agreed, but not to this recipient. */
function recipientObstacles(
  policy: CompiledPolicy,
  rules: Rules,
  signals: RecipientSignals,
): ReadonlyMap<PurposeRow, string> {
  const obstacles = new Map(rules.obstacles);
  for (const purpose of policy.purposes) {
    const isGranted = !rules.asked.has(purpose) || names(signals.vendorGrants, purpose);
    if (!obstacles.has(purpose) && !isGranted) obstacles.set(purpose, `vendor.${purpose.name}`);
  }
  return obstacles;
}

interface Circumstances {
  readonly contract: ContractRow;
  readonly rules: Rules;
  readonly obstacles: ReadonlyMap<PurposeRow, string>;
}

/** One form of a field: a coarse form is a field of its own. */
function explainForm(
  policy: CompiledPolicy,
  field: FieldRow,
  { contract, rules, obstacles }: Circumstances,
): ShareExplanation {
  const row = (reason: string, more: Partial<ShareExplanation> = {}): ShareExplanation => ({
    field: field.name,
    outcome: 'withheld',
    purposes: [],
    reason,
    lacks: [],
    clause: field.clause,
    decides: field.clause,
    ...more,
  });
  if (field.share === 'never') return row('never');
  const named = namedPurposes(policy, contract, field);
  if (named.length === 0) return row('contract.none');
  const served = named.filter((purpose) => names(field.purposes, purpose));
  if (served.length === 0) return row('contract.purpose');
  const entered = verdictOf(policy, field, rules);
  if (!entered.allowed) return row(entered.reason, { decides: entered.decides });
  // What the field requires besides must be free as well.
  const required = policy.purposes.filter((other) => names(field.requires, other));
  const tried = served.map((purpose) => ({
    purpose,
    obstacle: [purpose, ...required].map((needed) => obstacles.get(needed)).find((found) => found),
  }));
  const free = tried.filter(({ obstacle }) => obstacle === undefined).map(({ purpose }) => purpose);
  const [first] = free;
  if (first !== undefined) {
    const purposes = free.map((purpose) => purpose.name);
    return row(`purpose.${first.name}`, { outcome: 'shared', purposes, decides: first.clause });
  }
  const lacks = tried.flatMap(({ purpose, obstacle }) =>
    obstacle === undefined ? [] : [{ purpose, reason: obstacle }],
  );
  const nearest = lacks.toSorted((a, b) => nearness(a.reason) - nearness(b.reason))[0];
  return row(nearest?.reason ?? entered.reason, {
    lacks: lacks.map(({ purpose, reason }) => ({ purpose: purpose.name, reason })),
    decides: nearest?.purpose.clause ?? field.clause,
  });
}

const nearness = (reason: string): number => NEARNESS.indexOf(reason.split('.')[0] ?? '');

/** Purposes under which the contract names the field, in the contract's order. */
const namedPurposes = (policy: CompiledPolicy, contract: ContractRow, field: FieldRow): PurposeRow[] =>
  contract.allow
    .filter(({ fields }) => hasField(fields, field.id))
    .flatMap(({ purpose }) => policy.purposes.find((candidate) => names(purpose, candidate)) ?? []);
