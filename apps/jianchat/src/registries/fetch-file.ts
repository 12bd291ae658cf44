import type { FetchedFile, FetchFile } from '@jianchat/control';
import { mayFetch, rootDomain } from '@jianchat/supply-chain';
import { Agent } from 'undici';
import { AGENT, getOnce, publicOnly } from './public-get.ts';

export interface FileFetcherOptions {
  /** For tests on loopback: addresses that are not of the internet may be asked, and http as well as https. */
  readonly allowPrivate?: boolean;
  readonly bytesMax?: number;
  readonly timeoutMs?: number;
}

export interface FileFetcher {
  readonly fetch: FetchFile;
  /** Breaks off what is under way. */
  close(): Promise<void>;
}

/** The largest sellers.json are some 20 MB. */
const BYTES_MAX = 32 * 1024 * 1024;
const ROBOTS_BYTES_MAX = 512 * 1024;
const TIMEOUT_MS = 15_000;
const REDIRECTS_MAX = 5;

/**
 * Fetches public files as ads.txt 1.1 asks of crawlers: redirects within the host's domain, at most one that leads out of it and is the last, and
 * robots.txt heeded; what may be read without TLS is, where it can't be read with it. Addresses that are not of the internet are never asked: what is asked for stands in a configuration that others may write.
 */
export function createFileFetcher(options: FileFetcherOptions = {}): FileFetcher {
  const { allowPrivate = false, bytesMax = BYTES_MAX, timeoutMs = TIMEOUT_MS } = options;
  const agent = new Agent({
    connect: { timeout: timeoutMs, ...(allowPrivate ? {} : { lookup: publicOnly }) },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    connections: 2,
  });
  const follow = async (first: URL, { most, plain }: Bounds): Promise<FetchedFile> => {
    const signal = AbortSignal.timeout(timeoutMs * 2);
    let url = first;
    let leftDomain = false;
    for (let hop = 0; hop <= REDIRECTS_MAX; hop += 1) {
      const got = await getOnce(url, {
        agent,
        most,
        signal,
        allowPrivate,
        plain,
        accept: 'text/plain, application/json',
      });
      if (got.kind === 'failed') return { ok: false, code: got.code };
      if (got.kind === 'content') return { ok: true, content: got.content };
      if (!URL.canParse(got.location, url)) return { ok: false, code: 'redirect.unreadable' };
      const next = new URL(got.location, url);
      // Who was pointed to may not point on.
      if (leftDomain) return { ok: false, code: 'redirect.outside' };
      leftDomain = rootDomain(next.hostname) !== rootDomain(first.hostname);
      url = next;
    }
    return { ok: false, code: 'redirect.tooMany' };
  };

  const fetchOne = async (url: URL, plain: boolean): Promise<FetchedFile> => {
    const robots = await follow(new URL('/robots.txt', url), { most: ROBOTS_BYTES_MAX, plain });
    if (robots.ok && !mayFetch(robots.content, { agent: AGENT, path: url.pathname }))
      return { ok: false, code: 'robots.disallowed' };
    return follow(url, { most: bytesMax, plain });
  };

  return {
    async fetch(text, { plain = false } = {}) {
      if (!URL.canParse(text)) return { ok: false, code: 'url.unreadable' };
      const url = new URL(text);
      const fetched = await fetchOne(url, plain);
      if (fetched.ok || !plain || url.protocol !== 'https:' || fetched.code === 'robots.disallowed')
        return fetched;
      const without = new URL(url);
      without.protocol = 'http:';
      const second = await fetchOne(without, plain);
      return second.ok ? second : fetched;
    },
    close: () => agent.destroy(),
  };
}

interface Bounds {
  readonly most: number;
  /** Whether http will do. */
  readonly plain: boolean;
}
