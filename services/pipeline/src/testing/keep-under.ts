import { type CompiledPolicy, createKeepGate, type KeepGate } from '@jianchat/policy';

/** The gate "keep" under one policy that was always in force. */
export function keepUnder(policy: CompiledPolicy): KeepGate {
  return createKeepGate({ ofVersion: () => policy, inForce: () => policy });
}
