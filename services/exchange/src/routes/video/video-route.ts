import type { Bid, BidResponse } from '@jianchat/openrtb';
import { answerAuction, invalid, json, NO_SNAPSHOT, type Route, refused } from '../route.ts';
import { labelOf, valueOfKey } from './bid-keys.ts';
import { type PodFault, podOfImp } from './pod-request.ts';
import { videoRequest } from './video-request.ts';

/**
 * `POST /openrtb2/video`: an auction for whole ad pods of long-form video. The answer names for each pod the keys under which its
 * ads are known to the ad server; the ads themselves are fetched from the cache by `HB_PB_CAT_DUR_HB_CACHE_ID`.
 */
export const videoRoute: Route = {
  name: 'video',
  path: '/openrtb2/video',
  methods: ['POST'],
  pagesMayRead: true,
  holdsAuction: true,
  async answer(call, means) {
    const body = await call.body();
    if (!body.ok) return invalid(body.message);
    const ground = means.ground(call.startedMs);
    if (ground === undefined) return NO_SNAPSHOT;
    const debug = call.query.get('debug')?.toLowerCase() === 'true';
    const { catalogue } = ground;
    const userAgent = call.headers['user-agent'];
    const request = videoRequest(body.bytes, { catalogue, newId: means.newId, debug, userAgent });
    if (!request.ok) return refused(request);
    return answerAuction(request.raw, {
      call,
      means,
      toAnswer: (response) =>
        json({
          adPods: adPods(response, request.faults),
          ...(request.raw['test'] === 1 && { ext: response.ext }),
        }),
    });
  },
};

interface AdPod {
  readonly podid: number;
  readonly targeting?: Record<string, string>[];
  readonly errors?: string[];
}

/** Only what can be fetched is named: an ad that found no place in the cache is told as a fault of its pod. */
function adPods({ seatbid = [] }: BidResponse, faults: readonly PodFault[]): readonly AdPod[] {
  const pods = new Map<number, { podid: number; targeting: Record<string, string>[]; errors: string[] }>();
  for (const { bid: bids } of seatbid)
    for (const bid of bids) {
      const podid = podOfImp(bid.impid);
      const pod = pods.get(podid) ?? { podid, targeting: [], errors: [] };
      pods.set(podid, pod);
      const targeting = targetingOf(bid);
      if (targeting !== undefined) pod.targeting.push(targeting);
      else if (pod.errors.length === 0) pod.errors.push('some of its ads could not be cached');
    }
  return [
    ...[...pods.values()].map(({ podid, targeting, errors }) => ({
      podid,
      targeting,
      ...(errors.length > 0 && { errors }),
    })),
    ...faults.map(({ podid, errors }) => ({ podid, errors: [...errors] })),
  ];
}

function targetingOf(bid: Bid): Record<string, string> | undefined {
  const id = valueOfKey(bid, '_uuid');
  if (id === undefined) return undefined;
  const label = labelOf(bid);
  const deal = valueOfKey(bid, '_deal');
  return {
    hb_pb: bucketOf(bid),
    ...(label !== undefined && { hb_pb_cat_dur: label }),
    hb_cache_id: id,
    ...(deal !== undefined && { hb_deal: deal }),
  };
}

/** `hb_pb`, not `hb_pb_cat_dur`. */
function bucketOf({ ext }: Bid): string {
  const keys = Object.entries(ext?.prebid?.targeting ?? {});
  return keys.find(([key]) => key.includes('_pb') && !key.includes('_pb_cat'))?.[1] ?? '';
}
