import { z } from 'zod';
import { route } from '../route.ts';
import { EffectivenessScores } from './effectiveness.ts';

const Share = z.number().min(0).max(1);

/** How often what is paid for would have followed, had something else chosen among the recorded offers. */
const ReplayedChoice = z.object({
  /** `bestEstimate`: the highest estimate of then, as imps that don't explore decide. `modelNow`: what the model knows by now. */
  policy: z.enum(['bestEstimate', 'modelNow']),
  /** Decisions in which it would have shown what was shown. */
  matched: z.int(),
  /** Clicks, or conversions, per decision (inverse propensity scored), and its standard error. */
  ips: z.number(),
  error: z.number(),
  /** The same per ad that it would show, self-normalised. */
  snips: z.number(),
  /** Effective number of decisions that stand behind it. */
  effective: z.number(),
});

/** What recorded decisions tell of the estimates that made them, and of other choices. */
export const Replay = z.object({
  auctions: z.int(),
  /** Imps that an estimate could have won. */
  decisions: z.int(),
  goals: z.array(
    z.object({
      goal: z.enum(['click', 'conversion']),
      /** Clicks, or conversions, per decision, as it was decided. */
      asDecided: z.number(),
      /** Of the ads that were displayed, by the estimates they were ranked by. */
      estimates: EffectivenessScores,
      policies: z.array(ReplayedChoice),
    }),
  ),
});
export type Replay = z.infer<typeof Replay>;

/** The newest replay since the platform started. */
export const ReplayRun = z.object({
  state: z.enum(['none', 'running', 'done', 'failed']),
  /** The newest auctions it looks at; 0 before any. */
  auctions: z.int(),
  progress: Share,
  startedAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
  result: Replay.nullable(),
});
export type ReplayRun = z.infer<typeof ReplayRun>;

export const REPLAY_AUCTIONS = { min: 100, max: 50_000 } as const;

export const replayRun = route({
  method: 'GET',
  path: '/api/reports/effectiveness/replay',
  summary:
    'How far the newest replay of recorded auctions since the platform started is, and what it found; kept until it stops',
  roles: ['operator', 'auditor'],
  answer: ReplayRun,
});

export const startReplay = route({
  method: 'POST',
  path: '/api/reports/effectiveness/replay',
  summary:
    'Replays recorded auctions beside requests: how good the estimates were that decided them, and what other choices would have earned. Answers how it stands; while one runs, no other begins',
  roles: ['operator'],
  body: z.strictObject({ auctions: z.int().min(REPLAY_AUCTIONS.min).max(REPLAY_AUCTIONS.max) }),
  answer: ReplayRun,
});
