/** An event as a page reports it: unsigned, so it can't charge. */
export interface ReportedEventUrl {
  readonly type: 'win' | 'imp';
  readonly bid: string;
  readonly account: string;
  readonly bidder: string;
  readonly integration: string;
  readonly timestampMs: number | undefined;
}

/** `/event?t=…` in Prebid Server's words. */
export function reportedEventUrl(publicUrl: string, event: ReportedEventUrl): string {
  const query = new URLSearchParams({ t: event.type, b: event.bid, a: event.account });
  if (event.timestampMs !== undefined) query.set('ts', String(event.timestampMs));
  query.set('bidder', event.bidder);
  query.set('f', 'b');
  if (event.integration !== '') query.set('int', event.integration);
  return `${publicUrl}/event?${query}`;
}
