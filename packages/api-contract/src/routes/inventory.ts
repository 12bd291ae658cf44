import {
  AccountInput,
  AdvertiserInput,
  BidderInput,
  CreativeInput,
  DealInput,
  ImportFile,
  LineItemInput,
  MediaInput,
  OrderInput,
  PlacementInput,
} from '@jianchat/snapshot';
import { z } from 'zod';
import { type Role, route } from '../route.ts';

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

/** A media caller reads what belongs to its account; demand and who pays for it is not part of that. */
const READERS = {
  accounts: ['operator', 'media', 'auditor'],
  media: ['operator', 'media', 'auditor'],
  placements: ['operator', 'media', 'auditor'],
  bidders: ['operator', 'auditor'],
  deals: ['operator', 'auditor'],
  advertisers: ['operator', 'auditor'],
  orders: ['operator', 'auditor'],
  'line-items': ['operator', 'auditor'],
  creatives: ['operator', 'auditor'],
} as const satisfies Record<CollectionName, readonly Role[]>;

/** `GET /api/NAME`, `GET|PUT|DELETE /api/NAME/:id`: a put creates or replaces the whole record. */
export function collectionRoutes<const N extends CollectionName>(name: N) {
  const item: (typeof COLLECTIONS)[N] = COLLECTIONS[name];
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
    get: route({ method: 'GET', path: one, summary: `One of ${name}`, roles, answer: item }),
    put: route({
      method: 'PUT',
      path: one,
      summary: `Creates or replaces one of ${name}; the id in the body is the one in the path`,
      roles: ['operator'],
      body: item,
      answer: item,
    }),
    remove: route({
      method: 'DELETE',
      path: one,
      summary: `Removes one of ${name}; refused while others refer to it${name === 'line-items' ? ', and once it has delivered: archive it' : ''}`,
      roles: ['operator'],
      answer: z.object({ id: z.string() }),
    }),
  };
}

export const importConfiguration = route({
  method: 'POST',
  path: '/api/import',
  summary: 'Applies a configuration file (JSON or YAML): all of it or nothing, repeatable without effect',
  roles: ['operator'],
  body: ImportFile,
  bodyTypes: ['application/json', 'application/yaml'],
  answer: z.object({ created: z.int(), changed: z.int(), unchanged: z.int(), revision: z.int() }),
});

export const exportConfiguration = route({
  method: 'GET',
  path: '/api/export',
  summary: 'The whole configuration in the form that import takes',
  roles: ['operator', 'auditor'],
  answer: ImportFile,
});
