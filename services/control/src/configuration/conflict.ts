import type { CurrentRevision, Fault, ProblemCode } from '@jianchat/api-contract';
import type { Tables } from '@jianchat/records';
import { sql, type Transaction } from 'kysely';
import type { Condition } from '../api/condition.ts';

/** Why a change does not meet what is there. */
export interface Conflict {
  readonly code: Extract<ProblemCode, 'record.changed' | 'record.removed' | 'record.exists'>;
  readonly faults: readonly Fault[];
  readonly current?: CurrentRevision;
}

interface Stamp {
  readonly revision: number;
  readonly changed_at: Date;
  readonly changed_by: string | null;
}

/** Undefined where a record may be changed as the request asks. Nobody changes it before the transaction ends that holds the lock. */
export async function conflictIn(
  trx: Transaction<Tables>,
  { table, id }: { readonly table: keyof Tables; readonly id: string },
  condition: Condition | undefined,
): Promise<Conflict | undefined> {
  if (condition === undefined) return undefined;
  const { rows } = await sql<Stamp>`
    select revision, changed_at, changed_by from ${sql.table(table)} where id = ${id}`.execute(trx);
  const [stamp] = rows;
  if (holds(condition, stamp?.revision ?? 0)) return undefined;
  if (stamp === undefined) return conflict('record.removed', condition);
  const mustBeAbsent = condition.absent || (condition.match !== 'any' && condition.match?.join() === '0');
  return conflict(mustBeAbsent ? 'record.exists' : 'record.changed', condition, {
    revision: stamp.revision,
    changedAt: stamp.changed_at.toISOString(),
    changedBy: await nameOf(trx, stamp.changed_by),
  });
}

/** The same of the configuration as a whole. */
export function conflictWith(revision: number, condition: Condition | undefined): Conflict | undefined {
  if (condition === undefined || holds(condition, revision)) return undefined;
  return conflict('record.changed', condition, { revision, changedAt: null, changedBy: null });
}

function holds({ match, absent }: Condition, revision: number): boolean {
  if (absent) return revision === 0;
  return match === 'any' ? revision > 0 : (match ?? []).includes(revision);
}

const MESSAGES = {
  'record.changed': 'is not the revision that is there now',
  'record.removed': 'names a revision of a record that is not there any more',
  'record.exists': 'asks for no such record to be there, and there is one',
} as const satisfies Record<Conflict['code'], string>;

const conflict = (code: Conflict['code'], { path }: Condition, current?: CurrentRevision): Conflict => ({
  code,
  faults: [{ path, code, message: MESSAGES[code] }],
  ...(current && { current }),
});

/** Null for commands, files, and people and keys that are gone. */
async function nameOf(trx: Transaction<Tables>, changedBy: string | null): Promise<string | null> {
  const [kind, id] = changedBy?.split(':', 2) ?? [];
  if (kind === 'key') {
    const key = await trx
      .selectFrom('api_keys')
      .select('name')
      .where('id', '=', id ?? '')
      .executeTakeFirst();
    return key?.name ?? null;
  }
  if (kind !== 'user') return null;
  const { rows } = await sql<{ email: string }>`select email from auth."user" where id = ${id}`.execute(trx);
  return rows[0]?.email ?? null;
}
