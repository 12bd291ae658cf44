import type { Fault } from '@jianchat/api-contract';
import type { Tables } from '@jianchat/records';
import type { ImportFile } from '@jianchat/snapshot';
import type { Kysely } from 'kysely';
import type { Condition } from '../api/condition.ts';
import { type Changer, changeConfiguration } from './change-configuration.ts';
import { type Conflict, conflictIn } from './conflict.ts';
import { applyImport, type ContractLookup, readImport } from './import-configuration.ts';
import { type RevisedRow, readRevisedRow } from './read-configuration.ts';

type PutOutcome =
  | { readonly ok: true; readonly row: RevisedRow }
  | { readonly ok: false; readonly faults: readonly Fault[] }
  | { readonly ok: false; readonly conflict: Conflict };

export interface Put {
  /** An import of this record alone. */
  readonly file: Partial<Record<keyof ImportFile, unknown>>;
  readonly place: { readonly table: keyof Tables; readonly id: string };
  readonly condition: Condition | undefined;
  readonly by: Changer;
  readonly contract: ContractLookup;
}

/** Creates or replaces one record, provided that what is there is what the request asks for: one of two at a time finds it so. */
export async function putRecord(
  db: Kysely<Tables>,
  { file, place, condition, by, contract }: Put,
): Promise<PutOutcome> {
  const read = readImport(file);
  if (!read.ok) return read;
  return changeConfiguration(db, by, async (trx): Promise<PutOutcome> => {
    const conflict = await conflictIn(trx, place, condition);
    if (conflict !== undefined) return { ok: false, conflict };
    const outcome = await applyImport(trx, read.file, contract);
    if (!outcome.ok) return outcome;
    const row = await readRevisedRow(trx, place);
    if (row === undefined) throw new Error(`${place.table} lacks what was written`);
    return { ok: true, row };
  });
}
