import { createOwnIdentifiers } from '@jianchat/consent';
import type { AddedChoices, Choices } from '@jianchat/identity';
import type { CompiledPolicy } from '@jianchat/policy';
import type { Counters } from '../counters.ts';
import { keepsChoices } from '../stages/own-choices.ts';
import { liveUid, REFUSED_MAX, type UidsCookie } from './uids-cookie.ts';

/** Keeps a browser's opt-out under the ids by which bidders know it, so that it holds wherever one of them comes in. */
export interface KeepRefusals {
  /** Undefined where nothing is kept: the policy keeps no choices, the cookie has no ids, there is no room, or the store refuses. */
  refuse(
    cookie: UidsCookie,
    options: { policy: CompiledPolicy; nowMs: number },
  ): Promise<AddedChoices | undefined>;
  /** Resolves to whether all of them were taken back. */
  takeBack(refused: readonly AddedChoices[]): Promise<boolean>;
}

const WINDOW_MS = 60_000;
/** Ids that one process keeps a refusal under in a minute: made-up browsers can't fill the store. */
const IDS_PER_WINDOW = 600;

export function createKeepRefusals({
  choices,
  counters,
}: {
  choices: Pick<Choices, 'add' | 'takeBack'> | undefined;
  counters: Counters;
}): KeepRefusals {
  let windowStartMs = Number.NEGATIVE_INFINITY;
  let room = 0;
  const take = (ids: number, nowMs: number): boolean => {
    if (nowMs - windowStartMs >= WINDOW_MS) {
      windowStartMs = nowMs;
      room = IDS_PER_WINDOW;
    }
    if (ids > room) return false;
    room -= ids;
    return true;
  };
  return {
    async refuse(cookie, { policy, nowMs }) {
      if (choices === undefined || !keepsChoices(policy)) return undefined;
      const uids = [...cookie.ids.keys()].flatMap((key) => liveUid(cookie, key, nowMs) ?? []);
      const buyeruids = Object.fromEntries(uids.slice(0, REFUSED_MAX).entries());
      const found = createOwnIdentifiers(policy).find({ user: { ext: { prebid: { buyeruids } } } });
      if (found === 'tooMany' || found.length === 0) return undefined;
      if (!take(found.length, nowMs)) {
        counters.count('choice.dropped');
        return undefined;
      }
      try {
        return await choices.add(found, Math.floor(nowMs / 1_000));
      } catch {
        counters.count('choice.dropped');
        return undefined;
      }
    },
    async takeBack(refused) {
      if (choices === undefined) return refused.length === 0;
      try {
        for (const added of refused) await choices.takeBack(added);
        return true;
      } catch {
        return false;
      }
    },
  };
}
