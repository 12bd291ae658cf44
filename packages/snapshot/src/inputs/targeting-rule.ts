import { z } from 'zod';
import { Id } from './shapes.ts';

/** ISO 3166-1 alpha-2. */
export const CountryCode = z.string().regex(/^[A-Z]{2}$/, 'an ISO 3166-1 alpha-2 code such as DE');
export const DeviceTypeName = z.enum(['phone', 'tablet', 'desktop', 'tv', 'other', 'unknown']);

const VALUES_MAX = 1000;
const valuesOf = <T extends z.ZodType>(value: T) => z.array(value).min(1).max(VALUES_MAX).optional();
const Text = z.string().min(1).max(200);

/**
 * What can be asked of a request, by name. Each takes one of several values; what the request does not say, or the policy
 * does not let be read, is none of them.
 */
const traits = {
  media: valuesOf(Id),
  placement: valuesOf(Id),
  country: valuesOf(CountryCode),
  /** ISO 3166-2, such as `US-CA`. */
  region: valuesOf(z.string().regex(/^[A-Z]{2}-[A-Z0-9]{1,3}$/, 'an ISO 3166-2 code such as US-CA')),
  /** Names, whatever their case. Read only where personalised advertising is allowed. */
  city: valuesOf(Text),
  deviceType: valuesOf(DeviceTypeName),
  os: valuesOf(
    z.enum(['android', 'ios', 'windows', 'macos', 'linux', 'chromeos', 'tvos', 'tizen', 'webos', 'roku']),
  ),
  browser: valuesOf(z.enum(['chrome', 'safari', 'firefox', 'edge', 'opera', 'samsung'])),
  connection: valuesOf(z.enum(['ethernet', 'wifi', 'cellular', '2g', '3g', '4g', '5g'])),
  /** The carrier or provider as the request names it, whatever its case. */
  isp: valuesOf(Text),
  /** ISO 639-1, such as `de`. */
  language: valuesOf(z.string().regex(/^[a-z]{2,3}$/, 'an ISO 639 code such as de')),
  /** IAB content categories: `IAB1-2` of the first taxonomy (`IAB1` is above it), `TAXONOMY:ID` of others (`6:483`). */
  category: valuesOf(Text),
  /** `key=value` of the page's, app's or slot's own data (`site.ext.data`, `imp.ext.data`). */
  keyValue: valuesOf(
    z
      .string()
      .regex(/^[^=]{1,100}=/, 'key=value')
      .max(300),
  ),
  /** How the place is shown: for a reward (`imp.rwdd`), over the whole screen (`imp.instl`), or within the page. One may be the first two. */
  slot: valuesOf(z.enum(['rewarded', 'interstitial', 'inline'])),
  /** `ID`, or `PROVIDER:ID` of `user.data`. Read only where personalised advertising is allowed. */
  segment: valuesOf(Text),
} as const;

export const TRAIT_NAMES = Object.keys(traits) as readonly TraitName[];
export type TraitName = keyof typeof traits;

export type TraitConditions = { readonly [Name in TraitName]?: readonly string[] | undefined };

/** All of an object's members must hold; rules nest as they like within the bounds. */
export interface TargetingRule extends TraitConditions {
  readonly all?: readonly TargetingRule[] | undefined;
  readonly any?: readonly TargetingRule[] | undefined;
  readonly not?: TargetingRule | undefined;
}

/** Rules in one another at most, the outermost counted. */
export const RULE_DEPTH_MAX = 12;
/** Rules in all at most: what one line item may cost a request. */
const RULES_MAX = 500;

const saysSomething = (rule: object): boolean => Object.values(rule).some((member) => member !== undefined);

const Rule: z.ZodType<TargetingRule, TargetingRule> = z
  .strictObject({
    ...traits,
    get all() {
      return z.array(Rule).min(1).max(100).optional();
    },
    get any() {
      return z.array(Rule).min(1).max(100).optional();
    },
    get not() {
      return Rule.optional();
    },
  })
  .refine(saysSomething, { error: 'a rule says at least one thing' })
  .meta({ id: 'TargetingRule' });

/** Read level by level, so that no input is deeper than what is looked at. */
function boundFault(rule: unknown): string | undefined {
  let level: readonly unknown[] = [rule];
  let rules = 0;
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > RULE_DEPTH_MAX) return `rules nest at most ${RULE_DEPTH_MAX} deep`;
    rules += level.length;
    if (rules > RULES_MAX) return `at most ${RULES_MAX} rules in all`;
    level = level.flatMap(partsOf);
  }
  return undefined;
}

function partsOf(rule: unknown): readonly unknown[] {
  if (typeof rule !== 'object' || rule === null) return [];
  const { all, any, not }: { all?: unknown; any?: unknown; not?: unknown } = rule;
  return [all, any, not].flatMap((part) => (part === undefined ? [] : part));
}

/** Any Boolean expression over traits, within bounds of depth and number. */
export const TargetingRule: z.ZodType<TargetingRule, TargetingRule> = z.preprocess(
  (rule: TargetingRule, context) => {
    const fault = boundFault(rule);
    if (fault !== undefined) context.addIssue({ code: 'custom', message: fault });
    return rule;
  },
  Rule,
);
