import { answerAuction, json, NO_SNAPSHOT, type Route, refused } from '../route.ts';
import { getRequest } from './get-request.ts';

/**
 * `GET /openrtb2/auction`: an auction for players and devices that can only fetch an address. What is asked for is stored under `srid`;
 * parameters and `X-Device-…` headers say the rest. The answer is that of `POST`.
 */
export const auctionGetRoute: Route = {
  name: 'auction_get',
  path: '/openrtb2/auction',
  methods: ['GET'],
  pagesMayRead: true,
  holdsAuction: true,
  async answer(call, means) {
    const ground = means.ground(call.startedMs);
    if (ground === undefined) return NO_SNAPSHOT;
    const { catalogue } = ground;
    const request = getRequest(call.query, { catalogue, headers: call.headers, newId: means.newId });
    if (!request.ok) return refused(request);
    return answerAuction(request.raw, { call, means, toAnswer: json });
  },
};
