import { createHmac } from 'node:crypto';
import { createGates, createPolicyInForce, type PolicyInForce } from '@jianchat/policy';
import { loadPolicy } from './policy.ts';

/** The policy of this platform as it is in force, with the gates that obey it. */
export function openPolicyInForce(
  folder: string,
  { hashKey, nowMs }: { readonly hashKey: Buffer; readonly nowMs: number },
): PolicyInForce {
  const gatesOf: Parameters<typeof createPolicyInForce>[1]['gatesOf'] = (policy) =>
    createGates(policy, (fieldId, value) => keyedHash(hashKey, { fieldId, value }));
  return createPolicyInForce([{ policy: loadPolicy(folder), fromMs: Number.NEGATIVE_INFINITY }], {
    gatesOf,
    nowMs,
  });
}

/** The field's id is part of what is hashed: equal values of two fields must not be linkable. */
function keyedHash(key: Buffer, { fieldId, value }: { fieldId: number; value: string }): string {
  return createHmac('sha256', key).update(`${fieldId}:`).update(value).digest('base64url');
}
