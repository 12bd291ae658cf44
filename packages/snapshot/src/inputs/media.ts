import { z } from 'zod';
import { Blocks } from './company.ts';
import { TimeZone } from './delivery-terms.ts';
import { enabled, Id, Name } from './shapes.ts';

export const MediaInput = z
  .strictObject({
    id: Id,
    account: Id,
    kind: z.enum(['app', 'site', 'ctv']),
    name: Name.optional(),
    bundle: z.string().min(1).max(200).optional(),
    domain: z.string().min(1).max(253).optional(),
    blocks: Blocks.default({}),
    timeZone: TimeZone.default('UTC'),
    enabled,
  })
  .refine((m) => (m.kind === 'site' ? m.domain !== undefined : m.bundle !== undefined), {
    error: 'a site needs a domain, an app or ctv media a bundle',
  });

export type MediaInput = z.infer<typeof MediaInput>;
