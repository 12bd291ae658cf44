import {
  AccountInput,
  AdvertiserInput,
  BidderInput,
  CreativeInput,
  ImportFile,
  LineItemInput,
  MediaInput,
  PlacementInput,
} from '@jianchat/snapshot';
import { z } from 'zod';
import { route } from '../route.ts';

/** The collections of the configuration; each has the same four routes. */
export const COLLECTIONS = {
  accounts: AccountInput,
  media: MediaInput,
  placements: PlacementInput,
  bidders: BidderInput,
  advertisers: AdvertiserInput,
  'line-items': LineItemInput,
  creatives: CreativeInput,
} as const;
export type CollectionName = keyof typeof COLLECTIONS;

/** `GET /api/NAME`, `GET|PUT|DELETE /api/NAME/:id`: a put creates or replaces the whole record. */
export function collectionRoutes<N extends CollectionName>(name: N) {
  const item = COLLECTIONS[name];
  const one = `/api/${name}/:id`;
  const reading = ['operator', 'media', 'auditor'] as const;
  return {
    list: route({
      method: 'GET',
      path: `/api/${name}`,
      summary: `All ${name}`,
      roles: reading,
      answer: z.object({ items: z.array(item) }),
    }),
    get: route({ method: 'GET', path: one, summary: `One of ${name}`, roles: reading, answer: item }),
    put: route({
      method: 'PUT',
      path: one,
      summary: `Creates or replaces one of ${name}`,
      roles: ['operator'],
      body: item,
      answer: item,
    }),
    remove: route({
      method: 'DELETE',
      path: one,
      summary: `Removes one of ${name}; refused while others refer to it`,
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
  answer: z.object({ created: z.int(), changed: z.int(), unchanged: z.int(), revision: z.int() }),
});

export const exportConfiguration = route({
  method: 'GET',
  path: '/api/export',
  summary: 'The whole configuration in the form that import takes',
  roles: ['operator', 'auditor'],
  answer: ImportFile,
});
