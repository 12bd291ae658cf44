import { z } from 'zod';
import { Id } from './shapes.ts';
import { CountryCode, DeviceTypeName, TargetingRule } from './targeting-rule.ts';

/** Where and to whom ads go; everything that is named must hold. */
export const Targeting = z.strictObject({
  media: z.array(Id).max(1000).optional(),
  placements: z.array(Id).max(1000).optional(),
  countries: z.array(CountryCode).max(250).optional(),
  deviceTypes: z.array(DeviceTypeName).max(6).optional(),
  /** What the lists above can't say. */
  where: TargetingRule.optional(),
});

export type Targeting = z.infer<typeof Targeting>;
