import { setImmediate } from 'node:timers/promises';
import type { HotState } from './hot-state.ts';

const PAGE = 500;

/** All keys of a prefix, page by page. The process answers requests between two pages. */
export async function* eachPage(
  hot: Pick<HotState, 'listKeys'>,
  prefix: string,
): AsyncGenerator<readonly string[]> {
  for (let after: string | undefined; ; ) {
    const keys = await hot.listKeys(prefix, { after, limit: PAGE });
    yield keys;
    if (keys.length < PAGE) return;
    after = keys.at(-1);
    await setImmediate();
  }
}
