import { z } from 'zod';
import { AdvertiserConversions } from './conversions.ts';
import { TimeZone } from './delivery-terms.ts';
import { Currency, enabled, Id, Name } from './shapes.ts';

/**
 * Who paid for its ads, for whom, and by what they were chosen, as the EU's Digital Services Act asks (OpenRTB, `bid.ext.dsa`, IAB Tech
 * Lab's "DSA Transparency").
 */
const AdTransparency = z.strictObject({
  /** On whose behalf the ad is shown. */
  behalf: z.string().min(1).max(100),
  /** Who paid for it. */
  paid: z.string().min(1).max(100),
  /** Which platforms applied which parameters of targeting: 1 profiling, 2 basic, 3 precise place. */
  transparency: z
    .array(
      z.strictObject({
        domain: z.string().min(1).max(253),
        dsaparams: z.array(z.int().min(1).max(100)).min(1).max(32),
      }),
    )
    .max(32)
    .optional(),
  /** 1: the ads themselves show all this; 0 (default): the media has to. */
  adrender: z.literal([0, 1]).default(0),
});
export type AdTransparency = z.infer<typeof AdTransparency>;

export const AdvertiserInput = z.strictObject({
  id: Id,
  name: Name,
  currency: Currency.default('USD'),
  timeZone: TimeZone.default('UTC'),
  /** `auto`: its creatives run as they are entered; `manual`: each waits until somebody has approved it. */
  creativeReview: z.enum(['auto', 'manual']).default('auto'),
  /** Without it, its ads do not run where a request requires it (`regs.ext.dsa.dsarequired` 2 and 3). */
  dsa: AdTransparency.optional(),
  /** Absent: none are taken. */
  conversions: AdvertiserConversions.optional(),
  enabled,
});

export type AdvertiserInput = z.infer<typeof AdvertiserInput>;
