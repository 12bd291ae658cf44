import type { EventClaims } from '@jianchat/events';

/** A page would have given up long before. */
const PATIENCE_MS = 20_000;

/** One ad event as a page would send it, and whether the platform said that it has it. */
export interface SentEvent {
  readonly path: string;
  readonly claims: Pick<EventClaims, 'auction' | 'imp' | 'demand' | 'creative' | 'priceCpmMicros'>;
  acknowledged: boolean;
}

/** Asks for one ad like a Prebid client; the impression event of the best bid, none when unfilled. */
export async function requestAd(
  url: string,
  placement = 'demo-banner',
  more: Readonly<Record<string, unknown>> = {},
): Promise<SentEvent[]> {
  const answer = await fetch(`${url}/openrtb2/auction`, {
    method: 'POST',
    signal: AbortSignal.timeout(PATIENCE_MS),
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      id: 'request-1',
      imp: [{ id: 'slot-1', ext: { prebid: { storedrequest: { id: placement } } } }],
      site: { page: 'http://localhost/', publisher: { id: 'demo' } },
      tmax: 500,
      ...more,
    }),
  });
  if (answer.status !== 200) throw new Error(`auction answered ${answer.status}: ${await answer.text()}`);
  const response = (await answer.json()) as AuctionResponse;
  // Every bidder's bid is answered; a page shows one of them, here the best.
  const bids = (response.seatbid ?? []).flatMap((seat) => seat.bid).sort((a, b) => b.price - a.price);
  return bids.slice(0, 1).map((bid) => sentEvent(bid.ext.prebid.events.imp));
}

interface AuctionResponse {
  readonly seatbid?: readonly { readonly bid: readonly AnsweredBid[] }[];
}

interface AnsweredBid {
  readonly price: number;
  readonly ext: { readonly prebid: { readonly events: { readonly imp: string } } };
}

function sentEvent(eventUrl: string): SentEvent {
  const path = new URL(eventUrl).pathname;
  return { path, claims: claimsOf(path), acknowledged: false };
}

/** What a test needs of the signed claims, which stand in clear text: version 1 rows, see `event-token.ts`. */
function claimsOf(path: string): SentEvent['claims'] {
  const token = path.slice(path.lastIndexOf('/') + 1);
  const row = JSON.parse(
    Buffer.from(token.slice(1, token.lastIndexOf('.')), 'base64url').toString(),
  ) as unknown[];
  return {
    auction: String(row[1]),
    imp: Number(row[2]),
    demand: String(row[9]),
    creative: String(row[11]),
    priceCpmMicros: Number(row[12]),
  };
}

/** Sends the event; acknowledged only by a whole answer of success. */
export async function sendEvent(url: string, event: SentEvent): Promise<void> {
  const answer = await fetch(url + event.path, {
    signal: AbortSignal.timeout(PATIENCE_MS),
    headers: { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0' },
  });
  await answer.arrayBuffer();
  if (answer.status === 200) event.acknowledged = true;
}
