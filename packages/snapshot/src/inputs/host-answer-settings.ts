import { z } from 'zod';
import { HttpUrl, Json } from './shapes.ts';

/** Where the host's currency rates come from. */
const HostCurrency = z.strictObject({
  /** `{USD: {EUR: 0.92}}`; used where nothing was fetched, or what was fetched is stale. */
  rates: Json.optional(),
  /** A document of Prebid's form (`{conversions: {…}}`), fetched beside requests. None: only `rates`. */
  url: HttpUrl.optional(),
  /** How often, s; default 1,800. */
  refreshSec: z.int().min(10).max(86_400).optional(),
  /** From this age on fetched rates are stale and not used, s; default 604,800 (a week). */
  staleSec: z
    .int()
    .min(10)
    .max(86_400 * 365)
    .optional(),
});

/** What the host settles about answers for everybody. */
export const HostAnswerSettings = z.strictObject({
  currency: HostCurrency.optional(),
  /** True: `bid.ext.prebid.bidid` is an id of the host's own, the same for a request sent twice; default: the bid's id. */
  generateBidId: z.boolean().optional(),
});

export type HostAnswerSettings = z.infer<typeof HostAnswerSettings>;
