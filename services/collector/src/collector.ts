import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import {
  type ClickIds,
  createClickIds,
  createViewIds,
  encodeRecord,
  TOPIC,
  type ViewIds,
} from '@jianchat/events';
import { type EventLog, LogFault } from '@jianchat/log';
import type { AdvertiserConversions } from '@jianchat/snapshot';
import { sendNothing, sendOn, sendPixel, sendPreflight, sendRefusal } from './answer.ts';
import { isConversionPath } from './conversion-path.ts';
import { landingOf } from './landing.ts';
import type { CollectorOutcome } from './outcome.ts';
import { type EventRequest, readRequest } from './read-request.ts';
import { takeConversion } from './take-conversion.ts';
import { toldOfView } from './told-view.ts';

export interface CollectorOptions {
  readonly log: EventLog;
  /** The key the exchange signs event tokens with. */
  readonly key: Uint8Array;
  /** How long after its auction an event counts, ms; the log must remember keys at least as long. */
  readonly lifetimeMs: number;
  readonly now: () => number;
  /** Whether a user agent names itself a robot (IAB/ABC list). It is asked and forgotten. */
  readonly isRobot: (userAgent: string) => boolean;
  /** Whether a browser opted out here, by the `Cookie` header that it sends. It is asked and forgotten. */
  readonly isOptedOut: (cookies: string | undefined) => boolean;
  /** What an advertiser may report of conversions; without it none are taken. */
  readonly conversionsOf?: (advertiser: string) => AdvertiserConversions | undefined;
  /** Called once for each request, with its outcome. */
  readonly counters?: (outcome: CollectorOutcome) => void;
}

export interface Collector {
  /** Answers a request to `/e/…`, `/c/…`, `/conversion` or `/conversion/ADVERTISER`. @param path the request's path with its query. */
  handle(req: IncomingMessage, res: ServerResponse, path: string): Promise<void>;
}

/**
 * Takes the events that signed URLs report. Whoever got a success answer to an impression can rely on it being on
 * disk; the address and user agent of the sender are read by nobody else and stored nowhere.
 */
export function createCollector(options: CollectorOptions): Collector {
  const { log, lifetimeMs } = options;
  const clickIds = createClickIds(options.key);
  const viewIds = createViewIds(options.key);
  if (log.capabilities.dedupeWindowMs < lifetimeMs)
    throw new Error('the event log forgets keys before event tokens expire');
  return {
    async handle(req, res, path) {
      // Not within the optional call: its arguments are not evaluated where nobody counts.
      const outcome = isConversionPath(path)
        ? await takeConversion(req, res, {
            ...options,
            conversionsOf: options.conversionsOf ?? (() => undefined),
            clickIds,
            viewIds,
            nowMs: options.now(),
            path,
          })
        : await collect(req, res, { ...options, clickIds, viewIds, path });
      options.counters?.(outcome);
    },
  };
}

async function collect(
  req: IncomingMessage,
  res: ServerResponse,
  options: CollectorOptions & { clickIds: ClickIds; viewIds: ViewIds; path: string },
): Promise<CollectorOutcome> {
  // Beacons may carry a body; nothing of it is needed.
  req.resume();
  if (req.method === 'OPTIONS') {
    sendPreflight(res);
    return 'peeked';
  }
  const nowMs = options.now();
  const reading = readRequest(req, options.path, { ...options, nowMs });
  if (!reading.ok) {
    sendRefusal(res, reading.code);
    return reading.code;
  }
  const { event } = reading;
  if (event.peek) {
    sendSuccess(res, event, { landingUrl: event.claims.clickUrl });
    return 'peeked';
  }
  const declaredRobot = options.isRobot(req.headers['user-agent'] ?? '');
  const outcome = await record(event, { log: options.log, nowMs, declaredRobot });
  if (outcome === 'log.unavailable') sendRefusal(res, outcome);
  else
    sendSuccess(res, event, {
      landingUrl: landingOf(event, { ...options, outcome, nowMs }),
      view: toldOfView(event, {
        ...options,
        outcome,
        nowMs,
        isOptedOut: () => options.isOptedOut(req.headers.cookie),
      }),
    });
  return outcome;
}

async function record(
  event: EventRequest,
  options: { log: EventLog; nowMs: number; declaredRobot: boolean },
): Promise<'recorded' | 'recorded.robot' | 'duplicate' | 'lost' | 'log.unavailable'> {
  const { kind, claims, eventId: id, form, errorCode } = event;
  const { log, nowMs, declaredRobot } = options;
  const said = errorCode === undefined ? {} : { errorCode };
  const value = encodeRecord({ v: 1, id, kind, atMs: nowMs, claims, declaredRobot, ...said });
  try {
    const { status } = await log.append(TOPIC.events, { key: id, value }, { nowMs });
    if (status === 'duplicate') return 'duplicate';
    return declaredRobot ? 'recorded.robot' : 'recorded';
  } catch (error) {
    if (!(error instanceof LogFault)) throw error;
    // A person who clicked shall arrive, although nobody will be charged for it.
    return form === 'landing' ? 'lost' : 'log.unavailable';
  }
}

function sendSuccess(
  res: ServerResponse,
  event: EventRequest,
  { landingUrl, view }: { landingUrl: string; view?: OutgoingHttpHeaders },
): void {
  if (event.form === 'landing') sendOn(res, landingUrl);
  else if (event.form === 'nothing') sendNothing(res, view);
  else sendPixel(res, view);
}
