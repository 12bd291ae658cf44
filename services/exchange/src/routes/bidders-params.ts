import { parametersSchemaOf } from './bidder-info.ts';
import { json, NO_SNAPSHOT, type Route } from './route.ts';

/** `GET /bidders/params`: which parameters each bidder takes, as JSON Schema by bidder. */
export const biddersParamsRoute: Route = {
  name: 'bidders_params',
  path: '/bidders/params',
  methods: ['GET'],
  pagesMayRead: true,
  answer({ startedMs }, means) {
    const ground = means.ground(startedMs);
    if (ground === undefined) return NO_SNAPSHOT;
    const schemas = [...ground.catalogue.bidders].map(([id, row]) => [id, parametersSchemaOf(row)] as const);
    return json(Object.fromEntries(schemas));
  },
};
