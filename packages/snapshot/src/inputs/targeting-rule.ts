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

/** All of an object's members must hold. */
export interface TargetingRule extends TraitConditions {
  readonly all?: readonly TargetingRule[] | undefined;
  readonly any?: readonly TargetingRule[] | undefined;
  readonly not?: TraitConditions | undefined;
}

const saysSomething = (rule: object): boolean => Object.values(rule).some((member) => member !== undefined);
const EMPTY = { error: 'a rule says at least one thing' };

const Conditions = z.strictObject(traits).refine(saysSomething, EMPTY);

/** A rule whose `all` and `any` are of the given schema. */
function above<T extends z.ZodType>(part: T) {
  const parts = z.array(part).min(1).max(100).optional();
  return z
    .strictObject({ ...traits, all: parts, any: parts, not: Conditions.optional() })
    .refine(saysSomething, EMPTY);
}

const Rule = above(Conditions);

/**
 * From the innermost to the outermost: `all` and `any` stand in one another once, which any Boolean expression can be
 * written in, and no input nests without end.
 */
export const TARGETING_RULES = [Conditions, Rule, above(Rule)] as const;

export const TargetingRule: z.ZodType<TargetingRule, TargetingRule> = TARGETING_RULES[2];
