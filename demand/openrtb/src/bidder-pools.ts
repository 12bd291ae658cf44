import type { Pool } from 'undici';
import { createPool } from './http-call.ts';

export interface Destination {
  readonly pool: Pool;
  readonly path: string;
}

export interface BidderPools {
  /** Undefined for what is no address, and for one origin too many. */
  to(url: string): Destination | undefined;
  /** The same for an address that does not change from request to request: it is parsed once. */
  toFixed(url: string): Destination | undefined;
  close(): Promise<void>;
}

/** Endpoints with a macro in their host may lead to as many origins as clients name: connections to more than this are not kept. */
const ORIGINS_MAX = 1_000;

/** Connections to bidders, kept per origin. */
export function createBidderPools(connectionsPerOrigin: number): BidderPools {
  const pools = new Map<string, Pool>();
  const fixed = new Map<string, Destination>();
  const to = (address: string): Destination | undefined => {
    const url = URL.parse(address);
    if (url === null) return undefined;
    let pool = pools.get(url.origin);
    if (pool === undefined) {
      if (pools.size >= ORIGINS_MAX) return undefined;
      pool = createPool(url.origin, connectionsPerOrigin);
      pools.set(url.origin, pool);
    }
    return { pool, path: url.pathname + url.search };
  };
  return {
    to,
    toFixed(address) {
      const known = fixed.get(address);
      if (known !== undefined) return known;
      const found = to(address);
      if (found !== undefined) fixed.set(address, found);
      return found;
    },
    close: async () => {
      await Promise.all([...pools.values()].map((pool) => pool.destroy()));
    },
  };
}
