import { auctionText } from '../batches/auction-index.ts';
import { batchFilePath, readBatches } from '../batches/batch-file.ts';
import type { LedgerReader } from '../ledger-store.ts';
import { CHECKPOINT_PATH } from '../log/open-ledger.ts';
import { TILE_WIDTH } from '../merkle/tile-path.ts';
import { parseCheckpoint } from '../notes/checkpoint.ts';
import type { ProofDocument } from './proof-document.ts';
import { documentOf } from './prove.ts';

/** Whether a commitment (32 bytes as hex) in a disclosure of an auction is that of the subject looked for. */
export type IsOfSubject = (auction: string, commitment: string) => boolean;

/**
 * Finds every disclosure about a subject and proves it: one document for each leaf with some, oldest first. Looks through
 * all batches there are; those below one checkpoint, also while the log grows. Yields nothing without a checkpoint.
 */
export async function* findDisclosures(
  reader: LedgerReader,
  isOfSubject: IsOfSubject,
): AsyncGenerator<ProofDocument> {
  const checkpoint = await reader.read(CHECKPOINT_PATH);
  const size = checkpoint && parseCheckpoint(checkpoint)?.size;
  if (checkpoint === undefined || size === undefined) return;
  for (let file = 0; file * TILE_WIDTH < size; file += 1) {
    const bytes = (await reader.read(batchFilePath(file))) ?? new Uint8Array();
    let leafIndex = file * TILE_WIDTH;
    for (const batch of readBatches(bytes)) {
      if (leafIndex >= size) break;
      const indexes = matching(batch.items, isOfSubject);
      const found = indexes.length > 0 ? { leafIndex, batch, indexes } : undefined;
      const document = found && (await documentOf(found, { reader, checkpoint, size }));
      if (document !== undefined) yield document;
      leafIndex += 1;
    }
  }
}

/** One auction's disclosures stand in a row with one commitment: it is looked at once. */
function matching(items: readonly Uint8Array[], isOfSubject: IsOfSubject): readonly number[] {
  let last: { readonly auction: string; readonly subject: string; readonly matches: boolean } | undefined;
  return items.flatMap((item, index) => {
    const auction = auctionText(item);
    const subject = subjectText(item);
    if (auction === undefined || subject === undefined) return [];
    if (last?.auction !== auction || last.subject !== subject)
      last = { auction, subject, matches: isOfSubject(JSON.parse(`"${auction}"`), subject) };
    return last.matches ? [index] : [];
  });
}

const SUBJECT = Buffer.from('"subject":"');
const HEX_CHARS = 64;

/** The commitment in an item's canonical bytes; those of older releases have none. */
function subjectText(item: Uint8Array): string | undefined {
  const bytes = Buffer.from(item.buffer, item.byteOffset, item.byteLength);
  const at = bytes.lastIndexOf(SUBJECT);
  if (at === -1) return undefined;
  const text = bytes.toString('latin1', at + SUBJECT.length, at + SUBJECT.length + HEX_CHARS);
  return /^[0-9a-f]{64}$/.test(text) ? text : undefined;
}
