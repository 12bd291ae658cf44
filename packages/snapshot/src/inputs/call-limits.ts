import { z } from 'zod';

/**
 * How much a host asks of a bidder, and when it leaves it alone for a while. Its living processes have equal parts of what is allowed, and each
 * leaves a bidder alone by what it saw itself; several hosts count for themselves.
 */
export const CallLimits = z
  .strictObject({
    /** Calls begun per second; undefined = as many as there are. A second's worth may come at once. */
    callsPerSecMax: z.int().min(1).max(1_000_000).optional(),
    /** Calls under way at the same time. */
    callsAtOnceMax: z.int().min(1).max(100_000).default(1_000),
    /** It is left alone once more than this share of its calls failed: no answer in time, no connection, none that can be read. 100 = never. */
    failurePercentMax: z.int().min(1).max(100).default(60),
    /** Over this time, ms, … */
    failureWindowMs: z.int().min(100).max(600_000).default(10_000),
    /** … and of at least so many calls. */
    failureCallsMin: z.int().min(1).max(100_000).default(50),
    /** How long it is left alone before one call tries again, ms; doubled each time that one fails … */
    pauseMs: z.int().min(10).max(600_000).default(2_000),
    /** … up to this, ms. */
    pauseMsMax: z.int().min(10).max(3_600_000).default(60_000),
    /** Calls that must do well in a row before it is asked as ever. */
    probes: z.int().min(1).max(100).default(3),
  })
  .refine(({ pauseMs, pauseMsMax }) => pauseMs <= pauseMsMax, {
    path: ['pauseMsMax'],
    error: 'not below pauseMs',
  });

export type CallLimits = z.infer<typeof CallLimits>;
