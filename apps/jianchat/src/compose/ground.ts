import { join } from 'node:path';
import { openMasterKey } from '../keys/master-key.ts';
import { openSnapshotFile } from '../snapshots/snapshot-file.ts';
import { openLocalStores } from './engines.ts';
import type { Ground, Host } from './host.ts';
import { PlatformFault } from './platform-fault.ts';
import { startPolicyPart } from './policy-part.ts';

/** What every role stands on: policy, keys, the local stores, the snapshot. Throws a PlatformFault. */
export function openGround(host: Host): Ground {
  const { settings, dataFolder, closing } = host;
  const master = openMasterKey({
    given: settings.JIANCHAT_MASTER_KEY,
    dataFolder,
    mayGenerate:
      settings.JIANCHAT_POSTGRES_URL === undefined && settings.JIANCHAT_CLICKHOUSE_URL === undefined,
  });
  if (!master.ok) throw new PlatformFault('key.missing', master.message);
  const inForce = startPolicyPart(host, master.key.derive('field-hash/1'));
  const stores = openLocalStores(host);
  const snapshots = openSnapshotFile(join(dataFolder, 'snapshot'));
  closing.add('snapshot', () => snapshots.close());
  host.readiness.add(() => ({
    name: 'event log',
    status: stores.log.ready() ? 'ready' : 'down',
    detail: stores.log.ready()
      ? 'embedded'
      : 'appends are refused: nothing is shared outside, events are answered 503',
  }));
  host.readiness.add(() => ({
    name: 'hot state',
    status: stores.hot.ready() ? 'ready' : 'degraded',
    detail: stores.hot.ready() ? 'embedded' : 'budgets are read from the last known values',
  }));
  return { ...host, inForce, master: master.key, stores, snapshots };
}
