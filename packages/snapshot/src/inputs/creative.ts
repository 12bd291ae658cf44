import { z } from 'zod';
import { enabled, HttpUrl, Id, Name } from './shapes.ts';

const Pixel = z.int().min(1).max(10_000);
const AdvertiserDomains = z.array(z.string().min(1).max(253)).min(1).max(10);

export const CreativeInput = z.discriminatedUnion('kind', [
  z.strictObject({
    id: Id,
    lineItem: Id,
    kind: z.literal('banner'),
    name: Name.optional(),
    w: Pixel,
    h: Pixel,
    /** Markup; `{{click}}` becomes the click redirect. Without it the whole ad links to `clickUrl`. */
    html: z.string().min(1).max(100_000),
    clickUrl: HttpUrl,
    advertiserDomains: AdvertiserDomains,
    enabled,
  }),
  z.strictObject({
    id: Id,
    lineItem: Id,
    kind: z.literal('video'),
    name: Name.optional(),
    durationSec: z.int().min(1).max(600),
    files: z
      .array(
        z.strictObject({
          url: HttpUrl,
          mime: z.string().max(100),
          w: Pixel,
          h: Pixel,
          bitrateKbps: z.int().positive().optional(),
        }),
      )
      .min(1)
      .max(10),
    clickUrl: HttpUrl,
    advertiserDomains: AdvertiserDomains,
    enabled,
  }),
]);

export type CreativeInput = z.infer<typeof CreativeInput>;
