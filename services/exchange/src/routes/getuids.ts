import { liveUid, readUids } from '../user-sync/uids-cookie.ts';
import { json, type Route } from './route.ts';

/**
 * `GET /getuids`: the ids in the cookie, for the person in front of the browser. Unlike in Prebid Server no page may read the
 * answer: it would learn at once by which ids all bidders know its visitor.
 */
export const getuidsRoute: Route = {
  name: 'getuids',
  path: '/getuids',
  methods: ['GET'],
  pagesMayRead: false,
  answer({ outer, startedMs }) {
    const cookie = readUids(outer.cookie);
    const live = [...cookie.ids.keys()].flatMap((key) => {
      const uid = liveUid(cookie, key, startedMs);
      return uid === undefined ? [] : [[key, uid] as const];
    });
    return json(live.length === 0 ? {} : { buyeruids: Object.fromEntries(live) });
  },
};
