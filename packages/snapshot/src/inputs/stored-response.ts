import { z } from 'zod';
import { Json } from './shapes.ts';

/**
 * A stored answer: what `storedauctionresponse` and `storedbidresponse` name. Either a bid response (OpenRTB 2.6 §4.2.1) or, as
 * Prebid Server keeps them, the list of its seats; kept as the object in both cases.
 */
export const StoredResponse = z.union([
  z.array(z.unknown()).transform((seatbid): Record<string, unknown> => ({ seatbid })),
  Json,
]);
