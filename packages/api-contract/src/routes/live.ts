import { z } from 'zod';
import { route } from '../route.ts';

/** One answered ad request, as the live view and the demo page show it. Names fields, never their values. */
export const LiveAuction = z.object({
  id: z.string(),
  atMs: z.int(),
  durationMs: z.number(),
  account: z.string(),
  media: z.string(),
  channel: z.enum(['site', 'app', 'dooh']),
  country: z.string(),
  deviceType: z.string(),
  policyVersion: z.int(),
  regime: z.string(),
  reasons: z.array(z.string()).readonly(),
  imps: z
    .array(
      z.object({
        placement: z.string(),
        format: z.enum(['banner', 'video', 'native', 'audio']),
        outcome: z.enum(['filled', 'unfilled']),
        floorMicros: z.int(),
        currency: z.string(),
        candidates: z
          .array(
            z.object({
              demand: z.string(),
              demandKind: z.enum(['direct', 'openrtb']),
              priceMicros: z.int(),
              outcome: z.enum(['won', 'lost', 'nobid']),
              reason: z.string(),
              reasonCode: z.int(),
              latencyMs: z.number(),
            }),
          )
          .readonly(),
      }),
    )
    .readonly(),
  /** Fate of each field that came, with the clause of the policy that decides. */
  fields: z
    .array(
      z.object({
        field: z.string(),
        fate: z.enum(['kept', 'truncated', 'hashed', 'dropped']),
        reason: z.string(),
        clause: z.string(),
      }),
    )
    .readonly(),
  undeclared: z.array(z.object({ parent: z.string(), count: z.int() })).readonly(),
  disclosures: z
    .array(
      z.object({
        recipient: z.string(),
        contract: z.string(),
        purposes: z.array(z.string()).readonly(),
        fields: z.array(z.string()).readonly(),
      }),
    )
    .readonly(),
});
export type LiveAuction = z.infer<typeof LiveAuction>;

export const recentAuctions = route({
  method: 'GET',
  path: '/api/auctions',
  summary: 'The newest answered requests, newest first',
  roles: ['operator', 'media', 'auditor'],
  query: z.strictObject({ limit: z.coerce.number().int().min(1).max(200).default(50) }),
  answer: z.object({ auctions: z.array(LiveAuction) }),
});

export const auction = route({
  method: 'GET',
  path: '/api/auctions/:id',
  summary: 'One of the newest 10,000 answered requests',
  roles: ['operator', 'media', 'auditor'],
  answer: LiveAuction,
});

export const LIVE_STREAM_PATH = '/api/live';

/** Server-sent events. `lag` says how many auctions a slow reader was not sent. Comments keep the line open. */
export const liveStream = route({
  method: 'GET',
  path: LIVE_STREAM_PATH,
  summary: 'Answered requests as they happen, as server-sent events',
  roles: ['operator', 'media', 'auditor'],
  answer: z.object({ auction: LiveAuction, lag: z.object({ skipped: z.int() }) }),
  answerTypes: ['text/event-stream'],
});

/** The demo page shows the fate of its own request to anybody; only auctions of the demo account are found here. */
export const demoAuction = route({
  method: 'GET',
  path: '/demo/api/auctions/:id',
  summary: "One of the demo account's newest answered requests",
  roles: 'public',
  answer: LiveAuction,
});

export const platformStatus = route({
  method: 'GET',
  path: '/api/status',
  summary: 'State of each engine and consumer, as /readyz tells it',
  roles: ['operator', 'auditor'],
  answer: z.object({
    ready: z.boolean(),
    parts: z.array(
      z.object({
        name: z.string(),
        status: z.enum(['ready', 'starting', 'degraded', 'down']),
        detail: z.string(),
      }),
    ),
  }),
});
