import { z } from 'zod';

export const CapUnit = z.enum(['person', 'device', 'household']);
export type CapUnit = z.infer<typeof CapUnit>;

/** How often at most something is shown to somebody. */
export const FrequencyCap = z.strictObject({
  /** What is counted together: the one ad, the line item, or everything of its advertiser. */
  of: z.enum(['ad', 'lineItem', 'advertiser']).default('lineItem'),
  /**
   * Whose times are counted together: a person who is signed in, the devices behind one connection, or a device. Where no
   * person or household is known, or none may be recognised, the device stands for them, and auctions' records say so.
   */
  by: CapUnit.default('person'),
  timesMax: z.int().min(1).max(100),
  /** Counted over so long; without it, or where that is shorter, for as long as the policy lets counts be kept. */
  minutes: z.int().min(1).max(525_600).optional(),
  /** Where nobody is recognised or nothing may be counted: once per request, or not at all. */
  unrecognised: z.enum(['oncePerRequest', 'never']).default('oncePerRequest'),
});
export type FrequencyCap = z.infer<typeof FrequencyCap>;
