import { z } from 'zod';
import { route } from '../route.ts';

/** A key by which an advertiser's conversions are told to be its own; days are UTC's. */
export const ConversionKeyRecord = z.object({
  id: z.string(),
  /** The beginning of the key, by which its holder knows it again. */
  prefix: z.string(),
  advertiser: z.string(),
  /** `server`: for the advertiser's servers alone. `page`: for pixels, where everybody can read it. */
  use: z.enum(['server', 'page']),
  createdOn: z.iso.date(),
  lastUsedOn: z.iso.date().nullable(),
  revokedOn: z.iso.date().nullable(),
});
export type ConversionKeyRecord = z.infer<typeof ConversionKeyRecord>;

export const listConversionKeys = route({
  method: 'GET',
  path: '/api/conversion-keys',
  summary: 'Keys for reports of conversions, without their secrets',
  roles: ['operator', 'advertiser'],
  /** An advertiser's own is always added; another one is refused. */
  query: z.strictObject({ advertiser: z.string().min(1).max(64).optional() }),
  answer: z.object({ keys: z.array(ConversionKeyRecord) }),
});

export const createConversionKey = route({
  method: 'POST',
  path: '/api/conversion-keys',
  summary: 'Makes a key for reports of conversions; the answer is the only time it is shown',
  roles: ['operator'],
  body: z.strictObject({ advertiser: z.string().min(1).max(64), use: z.enum(['server', 'page']) }),
  problems: ['record.invalid'],
  answer: z.object({ key: z.string(), record: ConversionKeyRecord }),
});

export const revokeConversionKey = route({
  method: 'DELETE',
  path: '/api/conversion-keys/:id',
  summary: 'Revokes a key for reports of conversions, with the next snapshot',
  roles: ['operator'],
  answer: z.object({ record: ConversionKeyRecord }),
});
