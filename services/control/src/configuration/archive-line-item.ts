import type { Tables } from '@jianchat/records';
import type { Kysely } from 'kysely';
import { changeConfiguration } from './change-configuration.ts';
import { applyImport, type ContractLookup, type ImportOutcome, readImport } from './import-configuration.ts';
import { readRevised } from './read-configuration.ts';
import { CONFIG_TABLES } from './tables.ts';

/** Puts a line item away, or takes it back, as it is at that moment; undefined where there is none of that id. */
export async function archiveLineItem(
  db: Kysely<Tables>,
  { id, archived, contract }: { id: string; archived: boolean; contract: ContractLookup },
): Promise<ImportOutcome | undefined> {
  return changeConfiguration(db, undefined, async (trx) => {
    const [stored] = await readRevised(trx, CONFIG_TABLES.lineItems, id);
    if (stored === undefined) return undefined;
    const { revision: _, ...line } = stored;
    const read = readImport({ lineItems: [{ ...line, archived }] });
    return read.ok ? applyImport(trx, read.file, contract) : read;
  });
}
