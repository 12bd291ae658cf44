import type { Pool } from 'undici';
import { createPool } from './http-call.ts';

export interface Destination {
  readonly pool: Pool;
  readonly path: string;
}

export interface BidderPools {
  /** Undefined for what is no address. */
  to(url: string): Destination | undefined;
  /** The same for an address that does not change from request to request: it is parsed once. */
  toFixed(url: string): Destination | undefined;
  close(): Promise<void>;
}

/**
 * Endpoints with a macro in their host may lead to as many origins as clients name: connections to more than this are not kept. The one
 * that was longest unused goes, so that names which somebody made up never shut out those who are asked.
 */
const ORIGINS_MAX = 1_000;

interface Kept {
  readonly pool: Pool;
  usedAt: number;
}

/** Connections to bidders, kept per origin. */
export function createBidderPools(connectionsPerOrigin: number, originsMax = ORIGINS_MAX): BidderPools {
  const pools = new Map<string, Kept>();
  const fixed = new Map<string, { readonly origin: string; readonly path: string }>();
  let uses = 0;
  const letOneGo = (): void => {
    const [oldest] = [...pools].sort(([, a], [, b]) => a.usedAt - b.usedAt);
    if (oldest === undefined) return;
    pools.delete(oldest[0]);
    // Calls under way end first.
    oldest[1].pool.close().catch(() => undefined);
  };
  const poolOf = (origin: string): Pool => {
    let kept = pools.get(origin);
    if (kept === undefined) {
      if (pools.size >= originsMax) letOneGo();
      kept = { pool: createPool(origin, connectionsPerOrigin), usedAt: 0 };
      pools.set(origin, kept);
    }
    kept.usedAt = uses++;
    return kept.pool;
  };
  return {
    to(address) {
      const url = URL.parse(address);
      return url === null ? undefined : { pool: poolOf(url.origin), path: url.pathname + url.search };
    },
    toFixed(address) {
      let known = fixed.get(address);
      if (known === undefined) {
        const url = URL.parse(address);
        if (url === null) return undefined;
        known = { origin: url.origin, path: url.pathname + url.search };
        fixed.set(address, known);
      }
      return { pool: poolOf(known.origin), path: known.path };
    },
    close: async () => {
      await Promise.all([...pools.values()].map(({ pool }) => pool.destroy()));
    },
  };
}
