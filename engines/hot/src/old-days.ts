import { eachPage } from './each-page.ts';
import type { HotState } from './hot-state.ts';

const DAY_MS = 86_400_000;
/** Nobody asks for more than today's sums, which is another day on another clock. */
const DAYS_KEPT = 3;
const DAY = /^\d{4}-\d\d-\d\d$/;

/** Forgets what was spent and delivered on days that limit nothing any more: the books have it. Resolves with how many sums went. */
export async function forgetDays(
  hot: Pick<HotState, 'change' | 'listKeys'>,
  { nowMs }: { nowMs: number },
): Promise<number> {
  const since = new Date(nowMs - DAYS_KEPT * DAY_MS).toISOString().slice(0, 10);
  let forgotten = 0;
  for (const prefix of ['spent/', 'delivered/'])
    for await (const keys of eachPage(hot, prefix)) {
      const old = keys.filter((key) => {
        const day = key.slice(key.lastIndexOf('/') + 1);
        return DAY.test(day) && day < since;
      });
      if (old.length > 0) await hot.change(old.map((key) => [{ key, value: undefined }]));
      forgotten += old.length;
    }
  return forgotten;
}
