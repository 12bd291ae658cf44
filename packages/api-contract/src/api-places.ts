import { AccountSettings, HostSettings, TargetingRule } from '@jianchat/snapshot';
import type { z } from 'zod';
import { ROUTES } from './all-routes.ts';
import { revisable, revised } from './revised.ts';
import type { Route } from './route.ts';
import { ConversionKeyRecord } from './routes/conversion-keys.ts';
import { CreativeReview, CreativeReviewDetail } from './routes/creative-reviews.ts';
import { Delivery } from './routes/delivery.ts';
import { COLLECTIONS } from './routes/inventory.ts';
import { LiveAuction } from './routes/live.ts';
import { ReplayRun } from './routes/replay.ts';
import { ApiKey } from './routes/session.ts';

/** Schemas that several routes share: their members are named once, wherever they stand. */
const SHARED: ReadonlyMap<z.core.$ZodType, string> = new Map<z.core.$ZodType, string>([
  ...Object.entries(COLLECTIONS).flatMap(([name, schema]) =>
    [schema, revised<unknown>(schema), revisable<unknown>(schema)].map((form) => [form, name] as const),
  ),
  [AccountSettings, 'accounts.settings'],
  [HostSettings, 'host'],
  [TargetingRule, 'targeting'],
  [LiveAuction, 'auctions'],
  [CreativeReview, 'creative-reviews'],
  [CreativeReviewDetail, 'creative-reviews'],
  [ApiKey, 'keys'],
  [ConversionKeyRecord, 'conversion-keys'],
  [Delivery, 'delivery'],
  [ReplayRun, 'reports.effectiveness.replay'],
]);

/**
 * Every member that enters or leaves by the control API, as the policy's `api` names it: `schema.member`, or the route's path
 * with dots (`/api/reports/revenue` is `reports.revenue`) where a route has a schema of its own. Lists and keys chosen by
 * the caller add nothing to a name.
 */
export function apiPlaces(routes: readonly Route[] = ROUTES): readonly string[] {
  const places = new Set<string>();
  for (const { path, query, body, answer } of routes) {
    const name = path
      .split('/')
      .filter((part) => part !== '' && part !== 'api' && part !== 'demo' && !part.startsWith(':'))
      .join('.');
    for (const schema of [query, body, answer])
      for (const place of schema ? placesIn(schema, name) : []) places.add(place);
  }
  return [...places].sort();
}

/** @param within the schemas that this one stands in: one that stands in itself has no further members */
function placesIn(
  schema: z.core.$ZodType,
  above: string,
  within: readonly z.core.$ZodType[] = [],
): readonly string[] {
  if (within.includes(schema)) return [];
  const name = SHARED.get(schema) ?? above;
  const below = (part: z.core.$ZodType, its = name) => placesIn(part, its, [...within, schema]);
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'object':
      return Object.entries(def.shape).flatMap(([member, part]) => below(part, `${name}.${member}`));
    case 'array':
      return below(def.element);
    case 'optional':
    case 'nullable':
    case 'default':
    case 'readonly':
      return below(def.innerType);
    case 'pipe':
      return below(def.out);
    case 'union':
      return def.options.flatMap((option) => below(option));
    case 'record':
      return below(def.valueType);
    case 'string':
    case 'number':
    case 'boolean':
    case 'enum':
    case 'literal':
    case 'unknown':
      return [name];
    default:
      throw new Error(`${name} is of the kind ${def.type}, which apiPlaces does not know: teach it`);
  }
}
