import { type EventRecord, impressionMicros } from '@jianchat/events';

/** What a network that the app asked itself is expected to pay the media for this event; integer micros of the claims' currency. */
export function mediatedMicros({ kind, claims }: Pick<EventRecord, 'kind' | 'claims'>): number {
  return claims.demandKind === 'mediation' && kind === 'impression'
    ? impressionMicros(claims.priceCpmMicros)
    : 0;
}
