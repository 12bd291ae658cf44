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
              /** Of a line item, or a bid with a deal of the platform: what decided besides the price. */
              standing: z
                .object({
                  tier: z.enum(['sponsored', 'due', 'preferred', 'open', 'house']),
                  micros: z.int(),
                  deal: z.string().optional(),
                  counted: z
                    .array(z.enum(['person', 'household', 'device', 'request']))
                    .readonly()
                    .optional(),
                })
                .optional(),
              /** Of an ad that pays per click or per conversion: the estimates it was ranked by. */
              estimate: z
                .object({
                  chancePpb: z.int(),
                  deviationMilli: z.int(),
                  rankedPpb: z.int(),
                  exploreBps: z.int(),
                  /** True where conversions after a view are among what it expects. */
                  views: z.literal(true).optional(),
                })
                .optional(),
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
        /** The promise that declares the field, and the one whose rule decides. */
        clause: z.string(),
        decides: z.string(),
        /** What each of its purposes lacks, where none is allowed. */
        lacks: z.array(z.string()).readonly(),
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

/** How each recipient stands to each field that came: only for one request at a time, because it is much. */
export const AuctionDetail = LiveAuction.extend({
  recipients: z
    .array(
      z.object({
        recipient: z.string(),
        contract: z.string(),
        fields: z
          .array(
            z.object({
              field: z.string(),
              outcome: z.enum(['shared', 'coarse', 'unsent', 'withheld']),
              purposes: z.array(z.string()).readonly(),
              reason: z.string(),
              lacks: z.array(z.object({ purpose: z.string(), reason: z.string() })).readonly(),
              clause: z.string(),
              decides: z.string(),
            }),
          )
          .readonly(),
      }),
    )
    .readonly(),
});
export type AuctionDetail = z.infer<typeof AuctionDetail>;

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
  summary: 'One of the newest 10,000 answered requests, with what each recipient was told and why',
  roles: ['operator', 'media', 'auditor'],
  answer: AuctionDetail,
});

export const LIVE_STREAM_PATH = '/api/live';

/** Server-sent events. `lag` says how many auctions a slow reader was not sent. Comments keep the line open. */
export const liveStream = route({
  method: 'GET',
  path: LIVE_STREAM_PATH,
  summary: 'Answered requests as they happen, as server-sent events',
  roles: ['operator', 'media', 'auditor'],
  problems: ['live.full'],
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
