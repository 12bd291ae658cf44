/* Started by a test, which kills it: runs a pipeline on the stores it is told, until then. */
import { openAnalytics } from '@jianchat/analytics';
import { openLmdbHot } from '@jianchat/hot/lmdb';
import { openLmdbLog } from '@jianchat/log/lmdb';
import { readPolicy } from '@jianchat/policy/testing';
import { openRecords } from '@jianchat/records';
import { createPipeline } from '../pipeline.ts';
import { keepUnder } from './keep-under.ts';
import { DEDUPE_WINDOW_MS, type StoreAddresses } from './test-stores.ts';

const addresses: StoreAddresses = JSON.parse(process.argv[2] ?? '{}');
createPipeline({
  log: openLmdbLog({ path: addresses.logPath, dedupeWindowMs: DEDUPE_WINDOW_MS }),
  hot: openLmdbHot({ path: addresses.hotPath }),
  records: openRecords({ url: addresses.recordsUrl, applicationName: 'pipeline', poolMax: 4 }),
  analytics: openAnalytics({ ...addresses.analytics, database: 'jianchat' }),
  keep: keepUnder(readPolicy()),
  now: Date.now,
  batchMax: 100,
  analyticsIntervalMs: 5,
  onState: (state) => process.stdout.write(`${JSON.stringify(state)}\n`),
}).start();
