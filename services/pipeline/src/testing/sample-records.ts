import {
  type Conversion,
  conversionIdOf,
  type EventClaims,
  type EventKind,
  type EventRecord,
  encodeRecord,
  eventIdOf,
} from '@jianchat/events';
import type { LogMessage } from '@jianchat/log';

export function sampleEvent(
  claims: EventClaims,
  kind: EventKind = 'impression',
  change: Partial<EventRecord> = {},
): EventRecord {
  const id = eventIdOf(claims, kind);
  return { v: 1, id, kind, atMs: claims.atMs + 1000, claims, declaredRobot: false, ...change };
}

/** After a click, unless the change says that the ad was seen. */
export function sampleConversion(
  claims: EventClaims,
  change: Partial<Conversion> = {},
  record: Partial<EventRecord> = {},
): EventRecord {
  const causedMs = claims.atMs + 1000;
  const when = change.seenAs === undefined ? { clickedMs: causedMs } : { seenMs: causedMs };
  const conversion: Conversion = { kind: 'purchase', valueMicros: 30_000_000, ...when, ...change };
  const id = conversionIdOf(claims, conversion);
  const atMs = causedMs + 60_000;
  return { v: 1, id, kind: 'conversion', atMs, claims, declaredRobot: false, conversion, ...record };
}

export const messageOf = (event: EventRecord): LogMessage => ({ key: event.id, value: encodeRecord(event) });
