import { z } from 'zod';

/** How often at most something is shown to somebody. */
export const FrequencyCap = z.strictObject({
  /** What is counted together: the one ad, the line item, or everything of its advertiser. */
  of: z.enum(['ad', 'lineItem', 'advertiser']).default('lineItem'),
  /**
   * Whose times are counted together. How widely somebody is recognised is the policy's say: where it knows no household
   * or no person across devices, the device it recognises stands for them, and auctions' records say so.
   */
  by: z.enum(['person', 'device', 'household']).default('person'),
  timesMax: z.int().min(1).max(100),
  /** Counted over so long; without it for as long as the policy lets counts be kept. */
  minutes: z.int().min(1).max(525_600).optional(),
  /** Where nobody is recognised or nothing may be counted: once per request, or not at all. */
  unrecognised: z.enum(['oncePerRequest', 'never']).default('oncePerRequest'),
});
export type FrequencyCap = z.infer<typeof FrequencyCap>;
