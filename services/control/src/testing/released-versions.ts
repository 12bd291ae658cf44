import {
  type CompiledPolicy,
  createGates,
  createPolicyInForce,
  judgeRelease,
  type ReleasedPolicy,
  releaseRecordSchema,
  takesEffectMs,
} from '@jianchat/policy';
import type { ProofStore } from '../notices/notices.ts';
import type { PolicyVersions } from '../policy/policy-versions.ts';

/** A released version 1, and a version 2 that keeps every field longer, announced on one day to apply from another. */
export function releasedVersions(
  policy: CompiledPolicy,
  { announced, effective, proofs }: { announced: string; effective: string; proofs: ProofStore },
): PolicyVersions {
  const first = release(
    { ...policy, version: 1 },
    { before: [], day: '2026-01-01', effective: policy.effective },
  );
  const fields = policy.fields.map((field) => ({
    ...field,
    retention: {
      ...field.retention,
      days: field.retention.days > 0 ? field.retention.days + 1 : field.retention.days,
    },
  }));
  const fieldById = new Map(fields.map((field) => [field.id, field]));
  const next = { ...policy, version: 2, effective, fields, fieldById, hash: '2'.repeat(64) };
  const second = release(next, { before: [first], day: announced, effective });
  const released = [first, second];
  const schedule = () =>
    released.map((each) => ({
      policy: each.policy,
      fromMs: takesEffectMs(each.record, proofs.of(each.record.version)),
    }));
  const inForce = createPolicyInForce(schedule(), {
    gatesOf: (each) => createGates(each, (fieldId) => `hash of ${fieldId}`),
    nowMs: 0,
  });
  return {
    ...inForce,
    released: () => released,
    schedule,
    at(nowMs) {
      inForce.reschedule(schedule());
      return inForce.at(nowMs);
    },
  };
}

function release(
  next: CompiledPolicy,
  { before, day, effective }: { before: readonly ReleasedPolicy[]; day: string; effective: string },
): ReleasedPolicy {
  const { faults, record } = judgeRelease({
    released: before,
    next,
    today: day,
    announced: day,
    effective,
    signOff: 'the test',
    reConsentBy: 'the media ask again',
    beyondBuild: [],
  });
  if (faults.length > 0) throw new Error(faults.map(({ reason }) => reason).join('; '));
  return {
    policy: next,
    record: releaseRecordSchema.parse({ ...record, files: {} }),
    recordHash: '1'.repeat(64),
  };
}
