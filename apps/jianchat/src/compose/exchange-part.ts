import { randomBytes } from 'node:crypto';
import { createCollector } from '@jianchat/collector';
import { createDirectDemand } from '@jianchat/demand-direct';
import { createOpenRtbDemand } from '@jianchat/demand-openrtb';
import { AUCTION_PATH, createExchange } from '@jianchat/exchange';
import type { FrontRoutes } from '../front/http-front.ts';
import { openCountryLookup } from '../front/ip-country.ts';
import { isDeclaredRobot } from '../front/robots.ts';
import { createFineClock } from './clock.ts';
import { EVENT_LIFETIME_MS } from './engines.ts';
import type { Ground } from './host.ts';
import type { People } from './identity-part.ts';

/** The exchange: policy, snapshot, hot state, log to append to, bidders. Nothing else. */
export async function startExchangePart(ground: Ground, people: People): Promise<FrontRoutes['exchange']> {
  const { inForce, master, stores, snapshots, metrics, closing, readiness } = ground;
  const bidders = createOpenRtbDemand();
  closing.add('bidder connections', () => bidders.close());
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
    trustForwardedFor: ground.settings.JIANCHAT_TRUST_PROXY,
    counters: { count: metrics.countAuction },
    recogniser: people.recogniser,
    choices: people.choices,
    onAnswered: metrics.countRoute,
    onFault: (fault) => ground.logger.error({ err: fault }, 'auction failed'),
    demand: [createDirectDemand({ hot: stores.hot }), bidders],
  });
  closing.add('exchange', () => exchange.close());
  readiness.add(() => ({
    name: 'exchange',
    status: exchange.ready() ? 'ready' : 'starting',
    detail: exchange.ready()
      ? `snapshot ${snapshots.current()?.revision}`
      : 'waits for control to publish a snapshot',
  }));
  return async (req, res, path) => {
    const startedMs = performance.now();
    await exchange.handle(req, res);
    if (path === AUCTION_PATH) metrics.observeAuction(performance.now() - startedMs);
  };
}

export function startCollectorPart(ground: Ground): FrontRoutes['collector'] {
  const collector = createCollector({
    log: ground.stores.log,
    key: ground.master.derive('event-token/1'),
    lifetimeMs: EVENT_LIFETIME_MS,
    now: Date.now,
    isRobot: isDeclaredRobot,
    counters: ground.metrics.countEvent,
  });
  return (req, res, path) => collector.handle(req, res, path);
}
