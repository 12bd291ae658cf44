import { randomBytes } from 'node:crypto';
import { createCollector } from '@jianchat/collector';
import { createDirectDemand } from '@jianchat/demand-direct';
import { createMediation } from '@jianchat/demand-mediation';
import { createOpenRtbDemand } from '@jianchat/demand-openrtb';
import { AUCTION_PATH, createExchange, type Exchange, readUids } from '@jianchat/exchange';
import program from '../../package.json' with { type: 'json' };
import type { FrontRoutes } from '../front/http-front.ts';
import { openCountryLookup } from '../front/ip-country.ts';
import { isDeclaredRobot } from '../front/robots.ts';
import { hostKey } from '../keys/host-key.ts';
import { createFineClock } from './clock.ts';
import { EVENT_LIFETIME_MS } from './engines.ts';
import type { Ground } from './host.ts';
import type { People } from './identity-part.ts';
import { watchLoopLag } from './loop-lag.ts';
import { readRevision } from './revision.ts';
import { startServingPart } from './serving-part.ts';
import { unpaidNotes } from './unpaid-lines.ts';

export interface ExchangePart {
  readonly handle: NonNullable<FrontRoutes['exchange']>;
  /** So many processes of this host answer ad requests now. */
  readonly setProcesses: Exchange['setProcesses'];
}

/**
 * The exchange: policy, snapshot, hot state, log to append to, bidders. Nothing else.
 * @param processes of this host that answer ad requests at first
 */
export async function startExchangePart(
  ground: Ground,
  { people, processes }: { people: People; processes: number },
): Promise<ExchangePart> {
  const { inForce, master, stores, snapshots, metrics, closing, readiness } = ground;
  let passedOver = false;
  const direct = createDirectDemand({
    hot: stores.hot,
    expectedValue: startServingPart(ground),
    onPassedOver(ads) {
      passedOver = true;
      metrics.countPassedOver(ads);
    },
  });
  closing.add('direct demand', () => direct.close());
  const bidders = createOpenRtbDemand({ secrets: ground.settings.JIANCHAT_BIDDER_SECRETS });
  closing.add('bidder connections', () => bidders.close());
  const lag = watchLoopLag();
  closing.add('event loop watch', async () => lag.end());
  const exchange = createExchange({
    inForce,
    snapshots,
    hot: stores.hot,
    log: stores.log,
    key: master.derive('event-token/1'),
    publicUrl: ground.publicUrl,
    now: createFineClock(),
    randomBytes,
    lookUpCountry: await openCountryLookup(),
    isRobot: isDeclaredRobot,
    trustForwardedFor: ground.settings.JIANCHAT_TRUST_PROXY,
    counters: { count: metrics.countAuction, countCall: metrics.countCall },
    recogniser: people.recogniser,
    countedHashes: people.countedHashes,
    choices: people.choices,
    onAnswered: metrics.countRoute,
    onReported: metrics.countReported,
    cookieKey: master.derive('uids-cookie/1'),
    hostKey: hostKey(master),
    build: { revision: await readRevision(), version: program.version },
    onFault: (fault) => ground.logger.error({ err: fault }, 'auction failed'),
    demand: [direct, bidders],
    mediation: createMediation(),
    load: { lagMs: lag.lagMs },
    processes,
  });
  closing.add('exchange', () => exchange.close());
  // The snapshot is read before the first request comes, and what budgets lease is there for it.
  if (exchange.ready()) await direct.renew();
  const unpaid = (): readonly string[] => {
    const snapshot = snapshots.current();
    return snapshot === undefined ? [] : unpaidNotes(snapshot);
  };
  readiness.add(() => ({
    name: 'exchange',
    status: exchange.ready() ? 'ready' : 'starting',
    detail: exchange.ready()
      ? `snapshot ${snapshots.current()?.revision}${loadText(exchange.load(), lag.lagMs())}`
      : 'waits for control to publish a snapshot',
    notes: [...unpaid(), ...(passedOver ? [PASSED_OVER] : [])],
  }));
  return {
    setProcesses: exchange.setProcesses,
    async handle(req, res, path) {
      const startedMs = performance.now();
      await exchange.handle(req, res);
      if (path === AUCTION_PATH) metrics.observeAuction(performance.now() - startedMs);
    },
  };
}

const PAUSED_NAMED_MAX = 10;
/** Stands until the process ends: places seldom lose what is booked for them. */
const PASSED_OVER =
  'more than 256 direct ads of one shape may run in one place: each request looks at the dearest 128 and, by lot, at 128 others';

/** What an operator should know of a busy exchange; '' while nothing is out of the ordinary. Ids are the operator's own. */
function loadText({ auctionsUnderWay, pausedBidders }: ReturnType<Exchange['load']>, lagMs: number): string {
  const named = pausedBidders.slice(0, PAUSED_NAMED_MAX).join(', ');
  const more = pausedBidders.length - PAUSED_NAMED_MAX;
  return [
    auctionsUnderWay > 0 ? `; ${auctionsUnderWay} auctions under way` : '',
    lagMs >= 20 ? `; event loop ${Math.round(lagMs)} ms late` : '',
    named === '' ? '' : `; bidders paused after failures: ${named}${more > 0 ? ` and ${more} more` : ''}`,
  ].join('');
}

export function startCollectorPart(ground: Ground): FrontRoutes['collector'] {
  const collector = createCollector({
    log: ground.stores.log,
    key: ground.master.derive('event-token/1'),
    lifetimeMs: EVENT_LIFETIME_MS,
    now: Date.now,
    isRobot: isDeclaredRobot,
    isOptedOut: (cookies) => readUids(cookies).optedOut,
    conversionsOf: (advertiser) => ground.snapshots.current()?.conversions?.[advertiser],
    counters: ground.metrics.countEvent,
  });
  // With its query: an error says its code there, and a pixel its whole conversion.
  return (req, res) => collector.handle(req, res, req.url ?? '');
}
