import { z } from 'zod';
import { AccountInput } from './inputs/account.ts';
import { AdvertiserInput } from './inputs/advertiser.ts';
import { BidderInput } from './inputs/bidder.ts';
import { CategoryMapping } from './inputs/category-mapping.ts';
import { CreativeInput } from './inputs/creative.ts';
import { DealInput } from './inputs/deal.ts';
import { HostSettings } from './inputs/host.ts';
import { LineItemInput } from './inputs/line-item.ts';
import { MediaInput } from './inputs/media.ts';
import { OrderInput } from './inputs/order.ts';
import { PlacementInput } from './inputs/placement.ts';
import { Id, Json } from './inputs/shapes.ts';
import { StoredResponse } from './inputs/stored-response.ts';

const listOf = <T extends z.ZodType>(item: T) => z.array(item).max(100_000).default([]);

/** The platform's configuration as code: what `jianchat import` takes and `jianchat export` gives. */
export const ImportFile = z.strictObject({
  /** Absent: what is stored stays. */
  host: HostSettings.optional(),
  accounts: listOf(AccountInput),
  media: listOf(MediaInput),
  placements: listOf(PlacementInput),
  storedRequests: z.record(Id, Json).default({}),
  storedImps: z.record(Id, Json).default({}),
  storedResponses: z.record(Id, StoredResponse).default({}),
  categoryMappings: z.record(Id, CategoryMapping).default({}),
  bidders: listOf(BidderInput),
  deals: listOf(DealInput),
  advertisers: listOf(AdvertiserInput),
  orders: listOf(OrderInput),
  lineItems: listOf(LineItemInput),
  creatives: listOf(CreativeInput),
});

export type ImportFile = z.infer<typeof ImportFile>;
