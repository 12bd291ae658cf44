import type { BidRequest } from '@jianchat/openrtb';
import { emptyMask, type FieldMask, hasField } from '../field-mask.ts';
import type { CompiledPolicy, ContractRow } from '../rows.ts';
import { type CollectFault, coarseTable, createCollector, type KeyedHash } from './collect.ts';
import { createDecider, formsUnder, type ShareDecision } from './decision.ts';
import { planOf } from './plan.ts';
import { projectObject } from './project.ts';
import type { SignalState } from './signal-state.ts';

/** A request that has passed the collect gate. */
export interface Admitted {
  /**
   * Only declared fields, in the form the policy allows. `id` is '' and `imp` is [] when the client left them out; members of an
   * impression, its `id` included, may be missing: the exchange validates.
   */
  readonly request: BidRequest;
  readonly signals: SignalState;
  /** Declared fields the client sent. */
  readonly present: FieldMask;
  /** Fields that entered (a coarse form under its own id; a raw field brings its coarse form along). */
  readonly kept: FieldMask;
  /** Members that no field declares, counted per declared parent ('' is the request itself). */
  readonly undeclared: readonly { readonly parent: string; readonly count: number }[];
  /** Values of the wrong type, at most 20. */
  readonly faults: readonly CollectFault[];
}

/** The gates "collect", "share" and "use" of one compiled policy. */
export interface Gates {
  /** Copies what may enter, in the form the policy says. Never throws on any JSON value and doesn't change it. */
  collect(raw: unknown, signals: SignalState): Admitted;
  /** The fields this recipient may see under these signals. Memoised: allocates nothing when warm. */
  share(admitted: Admitted, contract: ContractRow): ShareDecision;
  /**
   * A fresh request holding only the fields in `mask`, and nothing of what is addressed to the platform itself
   * (`policy.platformOnly`); `id` and `imp` are always there.
   * @param copied the fields of which a value was copied are added to it: what the request says, not only what it may say
   */
  project(request: BidRequest, mask: FieldMask, copied?: FieldMask): BidRequest;
  /** May the field be used for this purpose in this auction? False for fields that didn't enter. */
  mayUse(admitted: Admitted, fieldId: number, purposeId: number): boolean;
}

/** Builds the gates. `keyedHash` must be a keyed function (HMAC), so that hashes can't be tried out from outside. */
export function createGates(policy: CompiledPolicy, keyedHash: KeyedHash): Gates {
  const plan = planOf(policy);
  const projectionPlan = planOf(policy, policy.platformOnly);
  const decider = createDecider(policy);
  const collector = createCollector(policy, plan, keyedHash);
  const formsOfMask = new WeakMap<FieldMask, Uint8Array>();

  const collect: Gates['collect'] = (raw, signals) => {
    const { request, ...rest } = collector(raw, decider.decide(signals).forms);
    return { request: withRequired(request), signals, ...rest };
  };
  const coarseOf = coarseTable(policy);
  const project: Gates['project'] = (request, mask, copied = emptyMask(policy.fieldWords)) => {
    let forms = formsOfMask.get(mask);
    if (forms === undefined) {
      forms = formsUnder(policy, mask);
      formsOfMask.set(mask, forms);
    }
    const projecting = { forms, coarseOf, copied };
    return withRequired(projectObject(projectionPlan, { ...request }, projecting) ?? {});
  };
  const mayUse: Gates['mayUse'] = (admitted, fieldId, purposeId) => {
    const field = policy.fieldById.get(fieldId);
    if (field === undefined || !hasField(admitted.kept, fieldId)) return false;
    return (field.purposes & (1 << purposeId) & decider.decide(admitted.signals).effective) !== 0;
  };
  return {
    collect,
    share: (admitted, contract) => decider.share(admitted.signals, contract),
    project,
    mayUse,
  };
}

/** The walk has checked every member against the vocabulary that mirrors `BidRequest`; only presence is open. */
function withRequired(request: Record<string, unknown>): BidRequest {
  request['id'] ??= '';
  request['imp'] ??= [];
  return request as unknown as BidRequest;
}
