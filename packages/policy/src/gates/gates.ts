import type { BidRequest } from '@jianchat/openrtb';
import { emptyMask, type FieldMask, hasField } from '../field-mask.ts';
import type { PurposeName } from '../generated/policy.gen.ts';
import type { CompiledPolicy, ContractRow } from '../rows.ts';
import { type Admitted, REQUEST } from './admitted.ts';
import { coarseTable, createCollector, type KeyedHash } from './collect.ts';
import { createDecider, FORM, formsUnder, type ShareDecision } from './decision.ts';
import { planOf } from './plan.ts';
import { projectObject } from './project.ts';
import type { RequestFor } from './request-view.ts';
import type { SignalState } from './signal-state.ts';
import { createUseRules } from './use-rules.ts';

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
  project(admitted: Admitted, mask: FieldMask, copied?: FieldMask): BidRequest;
  /**
   * What was let in, for a purpose: the only way to read it. Undefined where this person's signals don't allow the purpose.
   * Members of other fields don't exist in the type. Costs a look-up where the policy in force grants all that the program
   * was built for; a narrower one makes it a copy.
   */
  use<Purpose extends PurposeName>(admitted: Admitted, purpose: Purpose): RequestFor<Purpose> | undefined;
  /** The request as it was let in, to be told to whoever sent it; nothing here can read it. */
  forSender(admitted: Admitted): unknown;
  /** May the field be used for this purpose in this auction? False for fields that didn't enter. */
  mayUse(admitted: Admitted, fieldId: number, purposeId: number): boolean;
  /** May the field be held under these signals, wherever it comes from? For fields that are derived, not sent. */
  mayHold(signals: SignalState, fieldId: number): boolean;
}

/** Builds the gates. `keyedHash` must be a keyed function (HMAC), so that hashes can't be tried out from outside. */
export function createGates(policy: CompiledPolicy, keyedHash: KeyedHash): Gates {
  const plan = planOf(policy);
  const projectionPlan = planOf(policy, policy.platformOnly);
  const decider = createDecider(policy);
  const collector = createCollector(policy, plan, keyedHash);
  const formsOfMask = new WeakMap<FieldMask, Uint8Array>();

  const collect: Gates['collect'] = (raw, signals) => {
    const { request, present, kept, undeclared, faults } = collector(raw, decider.decide(signals).forms);
    return { [REQUEST]: withRequired(request), signals, present, kept, undeclared, faults };
  };
  const coarseOf = coarseTable(policy);
  const ruleFor = createUseRules(policy);
  const project: Gates['project'] = (admitted, mask, copied = emptyMask(policy.fieldWords)) => {
    let forms = formsOfMask.get(mask);
    if (forms === undefined) {
      forms = formsUnder(policy, mask);
      formsOfMask.set(mask, forms);
    }
    const projecting = { forms, coarseOf, copied };
    return withRequired(projectObject(projectionPlan, { ...admitted[REQUEST] }, projecting) ?? {});
  };
  const mayUse: Gates['mayUse'] = (admitted, fieldId, purposeId) => {
    const field = policy.fieldById.get(fieldId);
    if (field === undefined || !hasField(admitted.kept, fieldId)) return false;
    return (field.purposes & (1 << purposeId) & decider.decide(admitted.signals).effective) !== 0;
  };
  const use: Gates['use'] = <Purpose extends PurposeName>(admitted: Admitted, purpose: Purpose) => {
    const rule = ruleFor(decider.decide(admitted.signals), purpose);
    if (rule === 'nothing') return undefined;
    const request = admitted[REQUEST];
    // The type leaves out what stands in the request for other purposes.
    if (rule === 'whole') return request as RequestFor<Purpose>;
    const projecting = { forms: rule, coarseOf, copied: emptyMask(policy.fieldWords) };
    return withRequired(projectObject(plan, { ...request }, projecting) ?? {}) as RequestFor<Purpose>;
  };
  return {
    collect,
    share: (admitted, contract) => decider.share(admitted.signals, contract),
    project,
    use,
    forSender: (admitted) => admitted[REQUEST],
    mayUse,
    mayHold: (signals, fieldId) => (decider.decide(signals).forms[fieldId] ?? FORM.drop) !== FORM.drop,
  };
}

/** The walk has checked every member against the vocabulary that mirrors `BidRequest`; only presence is open. */
function withRequired(request: Record<string, unknown>): BidRequest {
  request['id'] ??= '';
  request['imp'] ??= [];
  return request as unknown as BidRequest;
}
