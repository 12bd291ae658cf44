import { z } from 'zod';

const Category = z.string().min(1).max(64);

/**
 * An ad server's own categories by IAB's. Its id is the ad server (`freewheel` or `dfp`), with a publisher's name behind a
 * dot where one publisher has its own. Prebid Server's files give `{id, name}` instead of the id; both are taken.
 */
export const CategoryMapping = z.record(
  z.string().min(1).max(32),
  z.union([Category, z.record(z.string().max(32), Category)]),
);

export type CategoryMapping = z.infer<typeof CategoryMapping>;
