import type { FrontRoutes } from '../front/http-front.ts';
import type { WorkerGroup } from '../workers/worker-group.ts';
import { workersState } from '../workers/workers-state.ts';
import { type ControlPart, startControlPart } from './control-part.ts';
import { startAnalytics, startRecords } from './engines.ts';
import { startCollectorPart, startExchangePart } from './exchange-part.ts';
import { openGround } from './ground.ts';
import type { ClosedStores, Ground, Host } from './host.ts';
import { ownEpochs, startIdentityPart, startKeepingPart } from './identity-part.ts';
import { startLedgerPart } from './ledger-part.ts';
import { startPipelinePart } from './pipeline-part.ts';
import { PlatformFault } from './platform-fault.ts';
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
export async function startServices(
  host: Host,
  options: { demo: boolean; workers: WorkerGroup | undefined },
): Promise<Services> {
  const { settings } = host;
  const plays = (role: (typeof settings.JIANCHAT_ROLES)[number]) => settings.JIANCHAT_ROLES.includes(role);
  const ground = openGround(host);
  const stores = plays('control') || plays('pipeline') ? await startStores(ground) : undefined;
  const control =
    stores && plays('control')
      ? await startControlPart(ground, { ...stores, demo: options.demo })
      : undefined;
  const { exchange, collector } = await startDelivery(ground, options.workers);
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

/** Ads and events: in this process, or in workers of their own. */
async function startDelivery(
  ground: Ground,
  workers: WorkerGroup | undefined,
): Promise<Pick<FrontRoutes, 'exchange' | 'collector'>> {
  const plays = (role: 'exchange' | 'collector') => ground.settings.JIANCHAT_ROLES.includes(role);
  if (workers === undefined) {
    const exchange = plays('exchange')
      ? await startExchangePart(ground, { people: startIdentityPart(ground), processes: 1 })
      : undefined;
    return {
      exchange: exchange?.handle,
      collector: plays('collector') ? startCollectorPart(ground) : undefined,
    };
  }
  if (plays('exchange')) startKeepingPart(ground, { epochs: ownEpochs(ground), onRoom: workers.share });
  ground.readiness.add(() => workersState(workers));
  return {
    exchange: plays('exchange') ? noWorkerYet : undefined,
    collector: plays('collector') ? noWorkerYet : undefined,
  };
}

/** Reached only while no worker is ready: a client that asks again finds one. */
const noWorkerYet: FrontRoutes['exchange'] = (_, res) => {
  res.writeHead(503, { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '1' });
  res.end('starting\n');
};

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
