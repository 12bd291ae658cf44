import { createConversionKey, listConversionKeys, revokeConversionKey } from '@jianchat/api-contract';
import { isRefusal, refuse } from '../api/problem-reply.ts';
import type { Serve } from '../api/serve.ts';
import { advertiserAsked } from '../auth/caller.ts';
import type { ConversionKeys } from '../conversions/conversion-keys.ts';

const FAULTS = {
  'advertiser.unknown': 'there is no such advertiser',
  'advertiser.keys': 'has as many keys as may hold at a time; revoke one first',
} as const;

/** Keys by which advertisers report conversions. */
export function serveConversionKeys(serve: Serve, keys: ConversionKeys): void {
  serve(listConversionKeys, async ({ caller, query }) => {
    const advertiser = advertiserAsked(caller, query.advertiser);
    if (isRefusal(advertiser)) return advertiser;
    return { keys: [...(await keys.list(advertiser))] };
  });

  serve(createConversionKey, async ({ body }) => {
    const outcome = await keys.create(body);
    if (outcome.ok) return outcome;
    const { fault: code } = outcome;
    return refuse('record.invalid', { faults: [{ path: 'advertiser', code, message: FAULTS[code] }] });
  });

  serve(revokeConversionKey, async ({ params }) => {
    const record = await keys.revoke(params.id);
    return record === undefined ? refuse('record.unknown') : { record };
  });
}
