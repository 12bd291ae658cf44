import type { Problem, ProblemCode } from '@jianchat/api-contract';

/** A record of the made-up platform: of revision 1 until something changes it. */
export type FakeRecord = { readonly id: string; readonly revision: number };

let lastRevision = 100;
export const nextRevision = (): number => {
  lastRevision += 1;
  return lastRevision;
};

/** Who saves what the console does not. */
const SOMEBODY = 'mira@example.com';

export const revised = (records: readonly { id: string }[]): FakeRecord[] =>
  records.map((record) => ({ ...record, revision: 1 }));

export interface Conditions {
  readonly 'if-match'?: string | undefined;
  readonly 'if-none-match'?: string | undefined;
}

export interface Refused {
  readonly refused: ProblemCode;
  readonly faults?: Problem['faults'];
  readonly current?: Problem['current'];
}

export const isRefused = (answer: unknown): answer is Refused =>
  typeof answer === 'object' && answer !== null && 'refused' in answer;

/** Why what is there is not what the request asks for. */
export function refusedBy(
  headers: Conditions,
  record: { revision: number } | undefined,
): Refused | undefined {
  const match = headers['if-match'];
  const current = record && {
    revision: record.revision,
    changedAt: new Date().toISOString(),
    changedBy: SOMEBODY,
  };
  if (headers['if-none-match'] === '*' && current) return { refused: 'record.exists', current };
  if (match === undefined || match === `"${record?.revision}"`) return undefined;
  return current ? { refused: 'record.changed', current } : { refused: 'record.removed' };
}
