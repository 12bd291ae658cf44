import { join } from 'node:path';
import type { FrontRoutes } from '../front/http-front.ts';
import { openMasterKey } from '../keys/master-key.ts';
import { openSnapshotFile } from '../snapshots/snapshot-file.ts';
import { type ControlPart, startControlPart } from './control-part.ts';
import { openLocalStores, startAnalytics, startRecords } from './engines.ts';
import { startCollectorPart, startExchangePart } from './exchange-part.ts';
import type { ClosedStores, Ground, Host } from './host.ts';
import { startLedgerPart } from './ledger-part.ts';
import { startPipelinePart } from './pipeline-part.ts';
import { PlatformFault } from './platform-fault.ts';
import { startPolicyPart } from './policy-part.ts';
import { startRetentionPart } from './retention-part.ts';

export interface Services {
  readonly routes: Pick<FrontRoutes, 'exchange' | 'collector' | 'ledger' | 'control' | 'demo'>;
  /** Undefined once somebody signed in, and where this process does not play control. */
  firstSignInLink(): Promise<string | undefined>;
  importConfiguration(configuration: unknown): Promise<void>;
}

/**
 * Opens the stores each role needs and starts the roles. The exchange and the collector are made without any handle on
 * records or analytics: they could not reach them if they wanted.
 */
export async function startServices(host: Host, options: { demo: boolean }): Promise<Services> {
  const { settings } = host;
  const plays = (role: (typeof settings.JIANCHAT_ROLES)[number]) => settings.JIANCHAT_ROLES.includes(role);
  const ground = openGround(host);
  const stores = plays('control') || plays('pipeline') ? await startStores(ground) : undefined;
  const control =
    stores && plays('control')
      ? await startControlPart(ground, { ...stores, demo: options.demo })
      : undefined;
  const exchange = plays('exchange') ? await startExchangePart(ground) : undefined;
  const collector = plays('collector') ? startCollectorPart(ground) : undefined;
  const ledger = plays('pipeline') ? startLedgerPart(ground) : undefined;
  if (stores && plays('pipeline')) {
    const pipeline = startPipelinePart(ground, stores);
    startRetentionPart(ground, { stores, pipeline, neededFrom: () => ledger?.neededFrom() ?? 0 });
  }
  return {
    routes: {
      exchange,
      collector,
      ledger: ledger?.routes,
      control: control?.handle,
      demo: control?.demoPages,
    },
    firstSignInLink: async () => control?.firstSignInLink(),
    importConfiguration: (configuration) => importInto(control, configuration),
  };
}

function openGround(host: Host): Ground {
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

async function startStores(ground: Ground): Promise<ClosedStores> {
  // Both engines start at the same time; when one fails, the other is still closed in order.
  const [records, analytics] = await Promise.allSettled([startRecords(ground), startAnalytics(ground)]);
  if (records.status === 'rejected') throw records.reason;
  if (analytics.status === 'rejected') throw analytics.reason;
  ground.readiness.add(records.value.probe);
  ground.readiness.add(analytics.value.probe);
  return { records: records.value.store, recordsUrl: records.value.url, analytics: analytics.value.store };
}

async function importInto(control: ControlPart | undefined, configuration: unknown): Promise<void> {
  if (control === undefined)
    throw new PlatformFault('role.missing', '--import needs the role control in this process');
  await control.importConfiguration(configuration);
}
