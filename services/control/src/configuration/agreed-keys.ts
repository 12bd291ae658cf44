import type { Tables } from '@jianchat/records';
import { type ImportFile, PayingKeys } from '@jianchat/snapshot';
import { sql, type Transaction } from 'kysely';

/**
 * The file, with what line items that pay by the conversion were agreed to pay for, where it does not say: line items of before that was a
 * matter pay for what pages' keys tell, and the file that booked them, applied again, must not end that.
 */
export async function withAgreedKeys(trx: Transaction<Tables>, file: ImportFile): Promise<ImportFile> {
  const silent = file.lineItems.flatMap(({ id, cost }) =>
    cost?.model === 'cpa' && cost.paidBy === undefined ? [id] : [],
  );
  if (silent.length === 0) return file;
  const { rows } = await sql<{ id: string; agreed: string }>`
    select id, terms #>> '{cost,paidBy}' as agreed from line_items
    where id = any(${silent}::text[]) and terms #>> '{cost,model}' = 'cpa' and terms #> '{cost,paidBy}' is not null`.execute(
    trx,
  );
  if (rows.length === 0) return file;
  const agreed = new Map(rows.map((row) => [row.id, PayingKeys.parse(row.agreed)]));
  const lineItems = file.lineItems.map((line) => {
    const paidBy = agreed.get(line.id);
    return paidBy === undefined || line.cost?.model !== 'cpa'
      ? line
      : { ...line, cost: { ...line.cost, paidBy } };
  });
  return { ...file, lineItems };
}
