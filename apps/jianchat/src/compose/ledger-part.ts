import { join } from 'node:path';
import { openLedger } from '@jianchat/ledger';
import { openTileFiles, readTileFiles } from '@jianchat/tiles/files';
import type { FrontRoutes } from '../front/http-front.ts';
import { createLedgerRoutes } from '../front/ledger-routes.ts';
import { type LedgerState, startLedgerConsumer } from '../ledger/consume-disclosures.ts';
import type { Ground } from './host.ts';

/** The ledger's folder in the data folder. */
export const ledgerFolder = (dataFolder: string): string => join(dataFolder, 'ledger');

/** Below the data folder's `run`: the newest checkpoint this platform has told, kept apart from the tree it speaks of. */
const SEEN = 'ledger-seen';

export interface LedgerPart {
  readonly routes: FrontRoutes['ledger'];
  /** Offset of the oldest disclosure that the ledger may read again. */
  neededFrom(): number;
}

/** The one writer of the ledger, and its public files over HTTP. */
export function startLedgerPart(ground: Ground): LedgerPart {
  const { master, dataFolder, readiness, metrics, logger } = ground;
  const store = openTileFiles(ledgerFolder(dataFolder));
  const run = openTileFiles(join(dataFolder, 'run'));
  let fault: LedgerState['fault'];
  const consumer = startLedgerConsumer({
    log: ground.stores.log,
    saltKey: master.derive('ledger-salt/1'),
    open: async () =>
      openLedger({
        store,
        signingSeed: master.derive('ledger-sign/1'),
        origin: originOf(ground.publicUrl),
        seen: await run.read(SEEN),
      }),
    onPublished: ({ checkpoint }) => run.replace(SEEN, checkpoint),
    onState: (state) => {
      metrics.setLag('ledger', state.lag);
      if (state.fault !== undefined && state.fault !== fault)
        logger.error({ fault: state.fault }, 'the ledger stands still');
      fault = state.fault;
    },
  });
  ground.closing.add('ledger', () => consumer.stop());
  readiness.add(() => {
    const state = consumer.state();
    const size = state.published?.head.size;
    return {
      name: 'ledger',
      status: state.fault === undefined ? 'ready' : 'degraded',
      detail:
        state.fault === undefined ? `${size ?? 'no'} leaves, ${state.lag} records to come` : state.fault,
    };
  });
  const files = readTileFiles(ledgerFolder(dataFolder));
  return {
    routes: createLedgerRoutes({ state: consumer.state, files }),
    neededFrom: () => consumer.state().neededFrom,
  };
}

/** A log is named by its address without the scheme (C2SP tlog-tiles). */
function originOf(publicUrl: string): string {
  const { host, pathname } = new URL(publicUrl);
  return `${host}${pathname.replace(/\/$/, '')}/ledger`;
}
