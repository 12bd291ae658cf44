import { z } from 'zod';
import { PayingKeys, VIEW_HOURS_MAX } from './conversions.ts';
import { FrequencyCap } from './frequency-cap.ts';
import { Id, Micros } from './shapes.ts';

/** Fixed by the runtime's own time zone data; a name that it does not know is refused. */
export const TimeZone = z
  .string()
  .max(64)
  .refine(
    (name) => {
      try {
        new Intl.DateTimeFormat('en', { timeZone: name });
        return true;
      } catch {
        return false;
      }
    },
    { error: 'an IANA time zone such as Europe/Berlin' },
  );

/** What a line item is to reach. */
export const Goal = z.discriminatedUnion('metric', [
  z.strictObject({
    /** Counted as the events of this name are. */
    metric: z.enum(['impressions', 'viewableImpressions', 'clicks', 'conversions']),
    amount: z.int().min(1).max(1_000_000_000_000),
    per: z.enum(['lifetime', 'day']).default('lifetime'),
  }),
  z.strictObject({
    /** Of the requests that it fits, so many in a hundred are its own. */
    metric: z.literal('shareOfVoice'),
    percent: z.int().min(1).max(100),
  }),
]);
export type Goal = z.infer<typeof Goal>;

/** A thousand million units of a currency: a day may cost that much in dong or rupiah; beyond it a price is a mistake. */
const DAY_MICROS_MAX = 1_000_000_000_000_000;

/** What the advertiser pays for; without it a thousand impressions cost `priceCpmMicros`. */
export const Cost = z.discriminatedUnion('model', [
  z.strictObject({ model: z.literal('cpm') }),
  /** Each click costs so much; it competes with what a thousand impressions are expected to bring. */
  z.strictObject({ model: z.literal('cpc'), clickMicros: Micros.min(1) }),
  /** Each conversion costs so much, of one kind or of every kind; it competes with what a thousand impressions are expected to bring. */
  z.strictObject({
    model: z.literal('cpa'),
    conversionMicros: Micros.min(1),
    kind: Id.optional(),
    /** Without it the advertiser's; where that says none either, `server`. */
    paidBy: PayingKeys.optional(),
    /**
     * Whether each order of an ad counts, or one conversion of each kind. Without it each that a server's key told, and one of those
     * that a page's key told.
     */
    counting: z.enum(['one', 'every']).optional(),
  }),
  /**
   * So much for each day of the line item's clock on which it was shown, however often; it competes with what that is for a thousand of
   * the impressions expected on a day.
   */
  z.strictObject({
    model: z.literal('flat'),
    dayMicros: Micros.min(1).max(DAY_MICROS_MAX),
    expectedImpressions: z.int().min(1).max(1_000_000_000_000),
  }),
]);
export type Cost = z.infer<typeof Cost>;

/**
 * How a goal or a budget is spread over its time.
 * - `asap`: as fast as it goes
 * - `even`: the same in every hour
 * - `frontLoaded`: a quarter more than evenly at first, a quarter less at the end
 * - `curve`: by the weights of the 24 hours of the day
 */
export const Pacing = z
  .strictObject({
    mode: z.enum(['asap', 'even', 'frontLoaded', 'curve']),
    curve: z.array(z.number().min(0).max(1000)).length(24).optional(),
    /** Whether what an hour missed is made up for later. */
    catchUp: z.boolean().default(true),
  })
  .refine(({ mode, curve }) => (mode === 'curve') === (curve?.some((weight) => weight > 0) ?? false), {
    error: 'the mode "curve" has 24 weights, not all of them zero; others have none',
    path: ['curve'],
  });
export type Pacing = z.infer<typeof Pacing>;

const MINUTES_OF_DAY = 1440;

/** A time of day on some days of the week; `to` may not lie before `from`. */
export const DayPart = z
  .strictObject({
    /** ISO 8601: Monday is 1, Sunday 7. */
    days: z.array(z.int().min(1).max(7)).min(1).max(7),
    fromMinute: z
      .int()
      .min(0)
      .max(MINUTES_OF_DAY - 1),
    toMinute: z.int().min(1).max(MINUTES_OF_DAY),
  })
  .refine(({ fromMinute, toMinute }) => fromMinute < toMinute, {
    error: 'toMinute must be later than fromMinute',
    path: ['toMinute'],
  });
export type DayPart = z.infer<typeof DayPart>;

/** What a line item's hours and days are counted in: the place where it is shown or the one who pays. */
export const Clock = z.enum(['media', 'advertiser']);
export type Clock = z.infer<typeof Clock>;

/** Of an import file's line item, what no column of its own holds. */
export const deliveryTerms = {
  goal: Goal.optional(),
  cost: Cost.optional(),
  pacing: Pacing.optional(),
  /** Shown only then; without any always. */
  dayParts: z.array(DayPart).min(1).max(50).optional(),
  clock: Clock.default('advertiser'),
  /**
   * IANA name: what its day budgets and daily goals are counted in, and its hours unless `clock` says the media's. Default: the
   * advertiser's, which is UTC where it names none. A day is from midnight to midnight there, be it of 23, 24 or 25 hours.
   */
  timeZone: TimeZone.optional(),
  /** How long after its click a conversion counts, hours; without it a week. */
  conversionHours: z
    .int()
    .min(1)
    .max(30 * 24)
    .optional(),
  /** How long after its ad was seen one counts that followed no click, hours; 0: none do. Without it the advertiser's. */
  viewHours: z.int().min(0).max(VIEW_HOURS_MAX).optional(),
  /** Whether a display is no view unless it was measured to be viewable. Without it the advertiser's. */
  viewableOnly: z.boolean().optional(),
  /** Whether conversions after a view are paid for, and count towards the goal, as those after a click are. */
  viewsCount: z.boolean().optional(),
  caps: z.array(FrequencyCap).min(1).max(10).optional(),
} as const;
