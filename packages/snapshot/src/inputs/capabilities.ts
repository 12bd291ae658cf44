import { z } from 'zod';

const MediaTypes = z.strictObject({
  mediaTypes: z
    .array(z.enum(['banner', 'video', 'audio', 'native']))
    .min(1)
    .max(4),
});

/** Where a bidder buys, and which formats there (Prebid Server's bidder info). A channel that is left out is none of its. */
export const Capabilities = z.strictObject({
  app: MediaTypes.optional(),
  site: MediaTypes.optional(),
  dooh: MediaTypes.optional(),
});

export type Capabilities = z.infer<typeof Capabilities>;
