export { canonicalPolicy } from './canonical-policy.ts';
export { compareApi, compareStores, type PlaceFault } from './compare-places.ts';
export { compilePolicy, type PolicyCompilation, type PolicySourceFiles } from './compile/compile-policy.ts';
export { type Consequence, consequenceOf, earliestEffective } from './diff/consequence.ts';
export { describeDiff } from './diff/describe-diff.ts';
export { diffPolicies } from './diff/diff-policies.ts';
export type {
  ChangeTopic,
  ChangeValue,
  PolicyChange,
  PolicyDiff,
  Significance,
} from './diff/policy-change.ts';
export type * from './document-rows.ts';
export {
  type CollectExplanation,
  explainCollect,
  type Fate,
  isPurposeAllowed,
  type RecordedSignals,
} from './explain.ts';
export { explainShare, type RecipientSignals, type ShareExplanation } from './explain-share.ts';
export type { PolicyFault, PolicyFaultCode } from './fault.ts';
export {
  addField,
  addFields,
  emptyMask,
  type FieldMask,
  fieldIds,
  hasField,
  intersect,
  isSubset,
  maskKey,
  maskOfKey,
} from './field-mask.ts';
export { type FieldsOf, type FieldTree, type Unmapped, unmapped } from './fields-of.ts';
export type { Admitted } from './gates/admitted.ts';
export type { CollectFault, KeyedHash } from './gates/collect.ts';
export type { ShareDecision } from './gates/decision.ts';
export { createGates, type Gates } from './gates/gates.ts';
export type { ImpFor, RequestFor } from './gates/request-view.ts';
export type { SignalState } from './gates/signal-state.ts';
export { connectionNetwork, truncateDegrees, truncateIp } from './gates/truncate.ts';
export { generateTypescript } from './generate/typescript.ts';
export * from './generated/policy.gen.ts';
export { type AskedAnew, askedAnew, widenedSince } from './in-force/asked-anew.ts';
export { type Collected, createKeepGate, type KeepGate } from './in-force/keep-gate.ts';
export { type CollectedSignals, createNarrower, type Narrower } from './in-force/narrower.ts';
export {
  createPolicyInForce,
  type InForce,
  type PolicyInForce,
  type ScheduledPolicy,
} from './in-force/policy-in-force.ts';
export {
  type ManifestFault,
  type ManifestFaultCode,
  manifestFaults,
} from './manifest/manifest-faults.ts';
export { coarseCount, type FateCounts, type PolicyCounters } from './page/counters.ts';
export { policyJson } from './page/policy-json.ts';
export { type HistoryOptions, renderHistoryPage, type VersionEntry } from './page/render-history-page.ts';
export { type PageOptions, renderPolicyPage, type UpcomingVersion } from './page/render-policy-page.ts';
export { type ClauseRow, clauseRows } from './promises/clause-rows.ts';
export {
  DOCUMENT_SECTIONS,
  type DocumentSection,
  PROMISE_IDS,
  type PromiseId,
} from './promises/promise-ids.ts';
export * from './promises/promise-report.ts';
export type { DataDeletionFile, PublicJwk } from './publish/data-deletion.ts';
export { PUBLICATIONS, type Publication, type PublicationContext } from './publish/publications.ts';
export { unmappedForStores } from './publish/store-mapping.ts';
export { freezePolicy, thawPolicy } from './release/frozen-tables.ts';
export {
  judgeRelease,
  type ReleasedPolicy,
  type ReleaseFault,
  type ReleasePlan,
  type ReleaseVerdict,
} from './release/release-plan.ts';
export { type ReleaseRecord, releaseRecordSchema } from './release/release-record.ts';
export { type NoticeProof, takesEffectMs } from './release/taking-effect.ts';
export type * from './retention.ts';
export type * from './rows.ts';
export { type StoredTable, storedTables } from './stored-places.ts';
