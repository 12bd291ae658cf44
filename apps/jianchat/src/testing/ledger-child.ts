/*
 * Started by a test, which kills it: the ledger's consumer on a log and a folder, until then.
 *   ledger-child.ts LOG_PATH LEDGER_FOLDER
 * Prints each checkpoint as JSON text once it is published.
 */
import { openLedger } from '@jianchat/ledger';
import { openLmdbLog } from '@jianchat/log/lmdb';
import { openTileFiles } from '@jianchat/tiles/files';
import { startLedgerConsumer } from '../ledger/consume-disclosures.ts';

const [logPath = '', folder = ''] = process.argv.slice(2);
startLedgerConsumer({
  log: openLmdbLog({ path: logPath, dedupeWindowMs: 90_000_000 }),
  open: () =>
    openLedger({
      store: openTileFiles(folder),
      signingSeed: Buffer.alloc(32, 1),
      origin: 'ads.example/ledger',
    }),
  saltKey: Buffer.alloc(32, 2),
  intervalMs: 5,
  onPublished: ({ checkpoint }) =>
    void process.stdout.write(`${JSON.stringify(Buffer.from(checkpoint).toString())}\n`),
});
