import type { FetchVast } from '@jianchat/vast';
import { Agent } from 'undici';
import { getOnce, publicOnly } from './public-get.ts';

export interface VastFetcherOptions {
  /** For tests on loopback: addresses that are not of the internet may be asked. */
  readonly allowPrivate?: boolean;
  readonly bytesMax?: number;
  readonly timeoutMs?: number;
}

const BYTES_MAX = 256 * 1024;
const TIMEOUT_MS = 5_000;
const REDIRECTS_MAX = 5;

/**
 * Fetches VAST documents for the review of tags, beside requests, as a player would that tells nothing of anybody: without cookies and
 * referrer. Addresses that are not of the internet are never asked, whoever points to them.
 */
export function createVastFetcher(options: VastFetcherOptions = {}): {
  readonly fetch: FetchVast;
  close(): Promise<void>;
} {
  const { allowPrivate = false, bytesMax = BYTES_MAX, timeoutMs = TIMEOUT_MS } = options;
  const agent = new Agent({
    connect: { timeout: timeoutMs, ...(allowPrivate ? {} : { lookup: publicOnly }) },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    connections: 2,
  });
  return {
    async fetch(first) {
      const signal = AbortSignal.timeout(timeoutMs);
      let url = new URL(first);
      for (let hop = 0; hop <= REDIRECTS_MAX; hop += 1) {
        const got = await getOnce(url, {
          agent,
          most: bytesMax,
          signal,
          allowPrivate,
          plain: true,
          accept: 'application/xml, text/xml',
        });
        if (got.kind === 'content') return { ok: true, text: got.content };
        if (got.kind === 'failed') return { ok: false, fault: FAULTS[got.code] ?? 'tag.unreachable' };
        if (!URL.canParse(got.location, url)) break;
        url = new URL(got.location, url);
      }
      return { ok: false, fault: 'tag.unreachable' };
    },
    close: () => agent.destroy(),
  };
}

const FAULTS: Readonly<Record<string, 'tag.forbidden' | 'tag.tooLarge'>> = {
  'address.refused': 'tag.forbidden',
  'network.EPRIVATE': 'tag.forbidden',
  'scheme.refused': 'tag.forbidden',
  'file.tooLarge': 'tag.tooLarge',
};
