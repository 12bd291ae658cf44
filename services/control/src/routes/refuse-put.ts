import type { Fault } from '@jianchat/api-contract';
import { type Refusal, refuse } from '../api/problem-reply.ts';
import type { Conflict } from '../configuration/conflict.ts';

/** @param prefix where the record stands in the import that it was put by: faults are told by their place in the body. */
export function refusePut(
  outcome: { readonly faults: readonly Fault[] } | { readonly conflict: Conflict },
  prefix: string,
): Refusal {
  if ('conflict' in outcome) return refuse(outcome.conflict.code, outcome.conflict);
  return refuse('record.invalid', {
    faults: outcome.faults.map((fault) => ({ ...fault, path: fault.path.replace(prefix, '') })),
  });
}
