/** Values that several sections of `policy.yaml` share. */
import { z } from 'zod';
import { PROMISE_IDS } from '../promises/promise-ids.ts';

/** Names that may hold hyphens, such as those of contracts. */
export const name = z
  .string()
  .regex(/^[a-z][A-Za-z0-9-]*$/, 'a name: a lower-case letter, then letters, digits or hyphens');
/** Names that become identifiers in generated code. */
export const fieldName = z
  .string()
  .regex(/^[a-z][A-Za-z0-9]*$/, 'a name: a lower-case letter, then letters or digits');
export const names = z.array(name);
/** The promise that a row serves. */
export const clause = z.enum(PROMISE_IDS);
/** Ids that fit into a mask of 31 bits. */
export const smallId = z.int().min(0).max(30);
/** `planned`: declared, and nothing of the platform does it yet. Left out where the rule is in operation. */
export const state = z.enum(['planned']).optional();
/** Whom a row is about. `staff`: people who run the platform. */
export const subject = z.enum(['endUser', 'mediaUser', 'staff', 'none']);

/** How long something is kept, and why (promise R1). */
export const retention = z.strictObject({
  keep: z
    .string()
    .regex(
      /^(request|account|platform|P\d+D)$/,
      '"request", "account", "platform" or a number of days such as P90D',
    ),
  criterion: z.enum(['service', 'safety', 'agreed', 'special']),
  // biome-ignore lint/suspicious/noThenProperty: the policy's own word for what follows the retention period.
  then: z.enum(['delete', 'anonymise', 'shred']).optional(),
});

/** A retention rule as it stands in the source. */
export type RetentionSource = z.infer<typeof retention>;
