import { z } from 'zod';
import { Blocks } from './company.ts';
import { TimeZone } from './delivery-terms.ts';
import { enabled, Id, Name } from './shapes.ts';
import { VENUE_TYPES } from './venues.ts';

/** A screen that more people than this see is a mistake. */
const MULTIPLIER_MAX = 10_000;

/** A public screen, or a network of screens of one kind. */
const Screen = z.strictObject({
  /** From the wide to the narrow, such as 1, 101, 10105. Bidders are told them where a request names none (`dooh.venuetype`). */
  venueTypes: z
    .array(z.enum(VENUE_TYPES.map(([id]) => id)))
    .min(1)
    .max(3),
  /**
   * Impressions that one display stands for (`imp.qty.multiplier`) where neither its placement nor the request says: the most that a
   * request may claim where its placement names none.
   */
  multiplier: z.number().gt(0).max(MULTIPLIER_MAX).optional(),
});

export const MediaInput = z
  .strictObject({
    id: Id,
    account: Id,
    kind: z.enum(['app', 'site', 'ctv', 'dooh']),
    name: Name.optional(),
    bundle: z.string().min(1).max(200).optional(),
    domain: z
      .string()
      .min(1)
      .max(253)
      .regex(/^[^\s/]+$/, 'a host name such as news.example, without scheme and path')
      .optional(),
    /** Of public screens: requests name them by `dooh.id`, which is the media's id, or by `dooh.domain`. */
    screen: Screen.optional(),
    blocks: Blocks.default({}),
    timeZone: TimeZone.default('UTC'),
    enabled,
  })
  .refine((m) => (m.kind === 'dooh') === (m.screen !== undefined), {
    error: 'a public screen (dooh) says where it stands, and nothing else does',
    path: ['screen'],
  })
  .refine(
    ({ kind, domain, bundle }) => kind === 'dooh' || (kind === 'site' ? domain : bundle) !== undefined,
    { error: 'a site needs a domain, an app or ctv media a bundle' },
  );

export type MediaInput = z.infer<typeof MediaInput>;
