import type { RowOf } from './column.ts';
import { creativeReviews } from './creative-reviews.ts';
import { demand } from './demand.ts';
import { inventory } from './inventory.ts';
import { keys } from './keys.ts';
import { money } from './money.ts';
import { notices } from './notices.ts';
import { partners } from './partners.ts';
import { pipeline } from './pipeline.ts';

/** Every table and view of the records store, column by column. */
export const tableColumns = {
  ...inventory,
  ...demand,
  ...creativeReviews,
  ...keys,
  ...money,
  ...notices,
  ...partners,
  ...pipeline,
} as const;

/** The records store's tables, for `Kysely<Tables>`. */
export type Tables = { [Name in keyof typeof tableColumns]: RowOf<(typeof tableColumns)[Name]> };
