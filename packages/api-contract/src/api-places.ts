import { AccountSettings, HostSettings, TARGETING_RULES } from '@jianchat/snapshot';
import type { z } from 'zod';
import { ROUTES } from './all-routes.ts';
import type { Route } from './route.ts';
import { CreativeReview, CreativeReviewDetail } from './routes/creative-reviews.ts';
import { COLLECTIONS } from './routes/inventory.ts';
import { LiveAuction } from './routes/live.ts';
import { ApiKey } from './routes/session.ts';

/** Schemas that several routes share: their members are named once, wherever they stand. */
const SHARED: ReadonlyMap<z.core.$ZodType, string> = new Map<z.core.$ZodType, string>([
  ...Object.entries(COLLECTIONS).map(([name, schema]) => [schema, name] as const),
  [AccountSettings, 'accounts.settings'],
  [HostSettings, 'host'],
  ...TARGETING_RULES.map((rule) => [rule, 'targeting'] as const),
  [LiveAuction, 'auctions'],
  [CreativeReview, 'creative-reviews'],
  [CreativeReviewDetail, 'creative-reviews'],
  [ApiKey, 'keys'],
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

function placesIn(schema: z.core.$ZodType, above: string): readonly string[] {
  const name = SHARED.get(schema) ?? above;
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'object':
      return Object.entries(def.shape).flatMap(([member, below]) => placesIn(below, `${name}.${member}`));
    case 'array':
      return placesIn(def.element, name);
    case 'optional':
    case 'nullable':
    case 'default':
    case 'readonly':
      return placesIn(def.innerType, name);
    case 'union':
      return def.options.flatMap((option) => placesIn(option, name));
    case 'record':
      return placesIn(def.valueType, name);
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
