import type { Tables } from '@jianchat/records';
import type { Kysely } from 'kysely';
import { type ContractLookup, type ImportOutcome, importConfiguration } from './import-configuration.ts';
import { readList } from './read-configuration.ts';
import { CONFIG_TABLES } from './tables.ts';

/** Puts a line item away, or takes it back; undefined where there is none of that id. */
export async function archiveLineItem(
  db: Kysely<Tables>,
  { id, archived, contract }: { id: string; archived: boolean; contract: ContractLookup },
): Promise<ImportOutcome | undefined> {
  const [line] = await readList(db, CONFIG_TABLES.lineItems, id);
  return line && importConfiguration(db, { lineItems: [{ ...line, archived }] }, { contract });
}
