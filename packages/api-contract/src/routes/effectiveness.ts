import { z } from 'zod';
import { route } from '../route.ts';

const Share = z.number().min(0).max(1);

/** Predictions against what followed, of examples that were predicted before they were learned from. */
export const EffectivenessScores = z.object({
  examples: z.number(),
  successes: z.number(),
  baseRate: Share,
  /** Nats. */
  logLoss: z.number(),
  /** Of always predicting the base rate. */
  baseLogLoss: z.number(),
  /** Below 1 predictions know more than the base rate. */
  normalisedEntropy: z.number(),
  auc: Share,
  /** Predicted successes per success. */
  calibration: z.number(),
  calibrationError: z.number(),
  /** Rising with the prediction; lift is against the base rate. */
  bins: z.array(z.object({ examples: z.number(), predicted: Share, observed: Share, lift: z.number() })),
});

export type EffectivenessScores = z.infer<typeof EffectivenessScores>;

export const effectivenessReport = route({
  method: 'GET',
  path: '/api/reports/effectiveness',
  summary:
    'How well the learned models predict clicks and conversions: what they learned from, calibration by bins and lift, overall and by format',
  roles: ['operator', 'auditor'],
  answer: z.object({
    /** False while nothing has been learned. */
    learned: z.boolean(),
    /** The newest display learned from; null before any. */
    trainedTo: z.iso.datetime().nullable(),
    /** Version of the policy it was trained under last. */
    policyVersion: z.int(),
    impressions: z.int(),
    clicks: z.int(),
    /** Clicks whose conversions may be collected, and conversions of them. */
    followedClicks: z.int(),
    conversions: z.int(),
    /** Displays after which conversions may be collected and are paid for without a click, and conversions of them. */
    followedViews: z.int(),
    viewConversions: z.int(),
    /** Inputs that have learned something. */
    inputs: z.int(),
    /** Share of the money that may go to ads chosen only to find out, basis points. */
    exploreBps: z.int(),
    slices: z.array(
      z.object({
        goal: z.enum(['click', 'conversion', 'viewConversion']),
        /** `all`, or an ad format. */
        slice: z.enum(['all', 'banner', 'video', 'native', 'audio']),
        scores: EffectivenessScores,
      }),
    ),
  }),
});
