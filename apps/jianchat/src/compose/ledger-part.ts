import { join } from 'node:path';
import { type LedgerStore, openLedger } from '@jianchat/ledger';
import { openTileFiles, readTileFiles } from '@jianchat/tiles/files';
import type { FrontRoutes } from '../front/http-front.ts';
import { createLedgerRoutes } from '../front/ledger-routes.ts';
import type { PartState } from '../front/readiness.ts';
import { openWitnesses, type WitnessFault } from '../ledger/ask-witnesses.ts';
import { type LedgerState, startLedgerConsumer } from '../ledger/consume-disclosures.ts';
import { batchDays, keepBatches } from '../ledger/keep-batches.ts';
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
  const { JIANCHAT_LEDGER_WITNESSES: witnesses, JIANCHAT_LEDGER_WITNESSES_MIN: witnessesMin } =
    ground.settings;
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
    ...(witnesses.length > 0 && { witnesses: openWitnesses(witnesses) }),
    onWitnessFaults: createFaultTeller(ground),
    onPublished: ({ checkpoint }) => run.replace(SEEN, checkpoint),
    onState: (state) => {
      metrics.setLag('ledger', state.lag);
      if (state.fault !== undefined && state.fault !== fault)
        logger.error({ fault: state.fault }, 'the ledger stands still');
      fault = state.fault;
    },
  });
  ground.closing.add('ledger', () => consumer.stop());
  keepBatchesRegularly(ground, { store, state: consumer.state });
  readiness.add(() => readinessOf(consumer.state(), { asked: witnesses.length, witnessesMin }));
  const files = readTileFiles(ledgerFolder(dataFolder));
  return {
    routes: createLedgerRoutes({ state: consumer.state, files }),
    neededFrom: () => consumer.state().neededFrom,
  };
}

function readinessOf(
  { fault, published, lag, witnesses }: LedgerState,
  { asked, witnessesMin }: { asked: number; witnessesMin: number },
): PartState {
  if (fault !== undefined) return { name: 'ledger', status: 'degraded', detail: fault };
  const cosigned = asked === 0 ? '' : `, cosigned by ${witnesses.length} of ${asked} witnesses`;
  return {
    name: 'ledger',
    status: witnesses.length < witnessesMin ? 'degraded' : 'ready',
    detail: `${published?.head.size ?? 'no'} leaves, ${lag} records to come${cosigned}`,
  };
}

/** Each trouble with a witness is told once, until it is over. */
function createFaultTeller({ logger }: Ground): (faults: readonly WitnessFault[]) => void {
  let told = '';
  return (faults) => {
    const text = JSON.stringify(faults);
    if (text !== told && faults.length > 0)
      logger[faults.some(({ fault }) => fault === 'ahead') ? 'error' : 'warn'](
        { faults },
        'witnesses did not cosign',
      );
    told = text;
  };
}

const KEEPING_INTERVAL_MS = 3_600_000;

/** What was told to whom goes when the policy in force says so; the public tree stays. */
function keepBatchesRegularly(
  { inForce, logger, closing }: Ground,
  { store, state }: { store: LedgerStore; state: () => LedgerState },
): void {
  const keep = async (): Promise<void> => {
    const nowMs = Date.now();
    const size = state().published?.head.size ?? 0;
    const { policy } = inForce.at(nowMs);
    const { bundles } = await keepBatches({ store, size, days: batchDays(policy), nowMs });
    if (bundles > 0) logger.info({ bundles }, 'batches of disclosures went, their time being over');
  };
  const timer = setInterval(() => {
    keep().catch((error: unknown) => logger.warn({ err: error }, 'old batches could not be deleted'));
  }, KEEPING_INTERVAL_MS);
  closing.add('keeping of batches', () => clearInterval(timer));
}

/** A log is named by its address without the scheme (C2SP tlog-tiles). */
function originOf(publicUrl: string): string {
  const { host, pathname } = new URL(publicUrl);
  return `${host}${pathname.replace(/\/$/, '')}/ledger`;
}
