import {
  AccountInput,
  AdvertiserInput,
  BidderInput,
  CreativeInput,
  DealInput,
  HostSettings,
  ImportFile,
  LineItemInput,
  MediaInput,
  OrderInput,
  PlacementInput,
} from '@jianchat/snapshot';
import { z } from 'zod';
import type { ProblemCode } from '../problem.ts';
import { revisable, revised } from '../revised.ts';
import type { Role } from '../roles.ts';
import { CONDITIONS, route } from '../route.ts';

/** The collections of the configuration; each has the same four routes. */
export const COLLECTIONS = {
  accounts: AccountInput,
  media: MediaInput,
  placements: PlacementInput,
  bidders: BidderInput,
  deals: DealInput,
  advertisers: AdvertiserInput,
  orders: OrderInput,
  'line-items': LineItemInput,
  creatives: CreativeInput,
} as const;
export type CollectionName = keyof typeof COLLECTIONS;
export type ConfigRecord<N extends CollectionName> = z.output<(typeof COLLECTIONS)[N]>;

/**
 * A media caller reads what belongs to its account; demand and who pays for it is not part of that. An advertiser reads what it
 * books; where it runs, and what bidders and others do, is not.
 */
const READERS = {
  accounts: ['operator', 'media', 'auditor'],
  media: ['operator', 'media', 'auditor'],
  placements: ['operator', 'media', 'auditor'],
  bidders: ['operator', 'auditor'],
  deals: ['operator', 'auditor'],
  advertisers: ['operator', 'advertiser', 'auditor'],
  orders: ['operator', 'advertiser', 'auditor'],
  'line-items': ['operator', 'advertiser', 'auditor'],
  creatives: ['operator', 'advertiser', 'auditor'],
} as const satisfies Record<CollectionName, readonly Role[]>;

/** Why a record stays that nothing refers to. */
const KEPT_BY: Partial<Record<CollectionName, readonly ProblemCode[]>> = {
  accounts: ['record.kept', 'analytics.unavailable'],
  advertisers: ['record.kept'],
  'line-items': ['record.delivered'],
};

/**
 * `GET /api/NAME`, `GET|PUT|DELETE /api/NAME/:id`: a put creates or replaces the whole record. With `If-Match`, or with the
 * `revision` that was read in the body, only what was read is changed; without either, whatever is there.
 */
export function collectionRoutes<const N extends CollectionName>(name: N) {
  const any: z.ZodType = COLLECTIONS[name];
  const schema = any as z.ZodType<ConfigRecord<N>>;
  const item = revised(schema);
  const many: `/api/${N}` = `/api/${name}`;
  const one: `/api/${N}/:id` = `/api/${name}/:id`;
  const roles = READERS[name];
  return {
    list: route({
      method: 'GET',
      path: many,
      summary: `All ${name} the caller may see, by id`,
      roles,
      answer: z.object({ items: z.array(item) }),
    }),
    get: route({ method: 'GET', path: one, summary: `One of ${name}`, roles, answer: item, tagged: true }),
    put: route({
      method: 'PUT',
      path: one,
      summary: `Creates or replaces one of ${name}; the id in the body is the one in the path`,
      roles: ['operator'],
      conditions: CONDITIONS,
      problems: ['record.invalid'],
      body: revisable(schema),
      answer: item,
      tagged: true,
    }),
    remove: route({
      method: 'DELETE',
      path: one,
      summary: `Removes one of ${name}; refused while others refer to it${name === 'line-items' ? ', and once it has delivered: archive it' : ''}`,
      roles: ['operator'],
      conditions: ['If-Match'],
      problems: ['record.referenced', ...(KEPT_BY[name] ?? [])],
      answer: z.object({ id: z.string() }),
    }),
  };
}

const Host = revised(HostSettings);

export const hostSettings = route({
  method: 'GET',
  path: '/api/host',
  summary: 'What holds for the whole platform; of revision 0 where nothing was ever set',
  roles: ['operator', 'auditor'],
  answer: Host,
  tagged: true,
});

export const putHostSettings = route({
  method: 'PUT',
  path: '/api/host',
  summary: 'Replaces what holds for the whole platform',
  roles: ['operator'],
  conditions: ['If-Match'],
  body: revisable(HostSettings),
  problems: ['record.invalid'],
  answer: Host,
  tagged: true,
});

export const importConfiguration = route({
  method: 'POST',
  path: '/api/import',
  summary: 'Applies a configuration file (JSON or YAML): all of it or nothing, repeatable without effect',
  roles: ['operator'],
  conditions: ['If-Match'],
  body: ImportFile,
  bodyTypes: ['application/json', 'application/yaml'],
  problems: ['import.invalid'],
  answer: z.object({ created: z.int(), changed: z.int(), unchanged: z.int(), revision: z.int() }),
});

export const exportConfiguration = route({
  method: 'GET',
  path: '/api/export',
  summary: 'The whole configuration in the form that import takes, tagged with its revision',
  roles: ['operator', 'auditor'],
  answer: ImportFile,
  tagged: true,
});
