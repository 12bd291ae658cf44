import { type FloorData, type ModelLimits, readFloorData } from '@jianchat/auction';
import type { AccountInput, AccountSettings } from '@jianchat/snapshot';
import type { FetchDocument } from './fetch-document.ts';

/** Price floors that accounts have fetched for them. */
export interface FloorSource {
  /** An account's floors as they are now; undefined before the first success and once they are too old. Never waits. */
  current(account: string, nowMs: number): FloorData | undefined;
  /** Fetches what it is time for. Called beside requests; never rejects. */
  refresh(nowMs: number): Promise<void>;
}

type FloorFetch = NonNullable<NonNullable<AccountSettings['priceFloors']>['fetch']>;

interface Kept {
  readonly url: string;
  readonly data: FloorData | undefined;
  readonly atMs: number;
  readonly maxAgeMs: number;
  readonly triedMs: number;
}

const PERIOD_SEC = 3_600;
const MAX_AGE_SEC = 86_400;
const TIMEOUT_MS = 3_000;
const SIZE_KB = 200;
const RULES_MAX = 1_000;
/** Fetches at the same time. */
const AT_ONCE = 8;

/** Addresses come from accounts' settings only, never from a request. A failed fetch keeps what was fetched before. */
export function createFloorSource(means: {
  readonly accounts: () => readonly { readonly account: AccountInput; readonly settings: AccountSettings }[];
  readonly limits: (settings: AccountSettings) => ModelLimits;
  readonly fetchDocument: FetchDocument;
}): FloorSource {
  const kept = new Map<string, Kept>();

  const fetchFor = async (
    account: string,
    { settings, own, nowMs }: { settings: FloorFetch; own: AccountSettings; nowMs: number },
  ): Promise<void> => {
    const before = kept.get(account);
    const tried: Kept =
      before?.url === settings.url
        ? { ...before, triedMs: nowMs }
        : { url: settings.url, data: undefined, atMs: 0, maxAgeMs: 0, triedMs: nowMs };
    kept.set(account, tried);
    const answer = await means.fetchDocument(settings.url, {
      timeoutMs: settings.timeoutMs ?? TIMEOUT_MS,
      bytesMax: (settings.maxFileSizeKb ?? SIZE_KB) * 1024,
    });
    if (!answer.ok) return;
    const { value: data } = readFloorData(answer.value, {
      ...means.limits(own),
      rulesMax: settings.maxRules ?? RULES_MAX,
    });
    if (data === undefined) return;
    const period = settings.periodSec ?? PERIOD_SEC;
    // A provider's own age counts where it outlasts the time until the next fetch.
    const ageSec =
      answer.maxAgeSec !== undefined && answer.maxAgeSec > period
        ? answer.maxAgeSec
        : (settings.maxAgeSec ?? MAX_AGE_SEC);
    kept.set(account, { ...tried, data, atMs: nowMs, maxAgeMs: ageSec * 1000 });
  };

  return {
    current(account, nowMs) {
      const own = kept.get(account);
      return own !== undefined && nowMs - own.atMs <= own.maxAgeMs ? own.data : undefined;
    },
    async refresh(nowMs) {
      const wanted = new Map<string, { settings: FloorFetch; own: AccountSettings }>();
      for (const { account, settings } of means.accounts()) {
        const { enabled, fetch, useDynamicData } = settings.priceFloors ?? {};
        if (enabled !== false && useDynamicData !== false && fetch !== undefined && fetch.enabled !== false)
          wanted.set(account.id, { settings: fetch, own: settings });
      }
      for (const [account, { url }] of kept)
        if (wanted.get(account)?.settings.url !== url) kept.delete(account);
      const due = [...wanted].filter(([account, { settings }]) => {
        const known = kept.get(account);
        return known === undefined || nowMs - known.triedMs >= (settings.periodSec ?? PERIOD_SEC) * 1000;
      });
      for (let at = 0; at < due.length; at += AT_ONCE)
        await Promise.all(
          due.slice(at, at + AT_ONCE).map(([account, wish]) => fetchFor(account, { ...wish, nowMs })),
        );
    },
  };
}
