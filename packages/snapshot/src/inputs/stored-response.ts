import { z } from 'zod';
import { Json } from './shapes.ts';

/**
 * A stored answer: what `storedauctionresponse` and `storedbidresponse` name. Either a bid response (OpenRTB 2.6 §4.2.1) or, as
 * Prebid Server keeps them, the list of its seats.
 */
export const StoredResponse = z.union([z.array(z.unknown()), Json]);

export type StoredResponse = z.infer<typeof StoredResponse>;

/** Both forms as one: stored, exported and served as a bid response. */
export function storedResponseBody(response: StoredResponse): Record<string, unknown> {
  return Array.isArray(response) ? { seatbid: response } : response;
}
