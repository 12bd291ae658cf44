import { type BidderInfo, bidderInfo } from './bidder-info.ts';
import { json, NO_SNAPSHOT, type Route, text } from './route.ts';

/** `GET /info/bidders`: names of the bidders that are asked here; one that was switched off is nobody's business. */
export const infoBiddersRoute: Route = {
  name: 'info_bidders',
  path: '/info/bidders',
  methods: ['GET'],
  pagesMayRead: true,
  answer({ query, startedMs }, means) {
    for (const name of ['enabledonly', 'baseadaptersonly'])
      if (!['true', 'false'].includes((query.get(name) ?? 'false').toLowerCase()))
        return text(400, `Invalid value for '${name}' query param, must be of boolean type`);
    const ground = means.ground(startedMs);
    if (ground === undefined) return NO_SNAPSHOT;
    const baseOnly = query.get('baseadaptersonly')?.toLowerCase() === 'true';
    const rows = [...ground.catalogue.bidders.values()];
    const shown = rows.filter((row) => !baseOnly || bidderInfo(row).aliasOf === undefined);
    return json(shown.map(({ bidder }) => bidder.id).sort());
  },
};

/** `GET /info/bidders/NAME`, and `/info/bidders/all` for all at once. */
export const infoBidderRoute: Route = {
  name: 'info_bidder',
  path: '/info/bidders/',
  methods: ['GET'],
  pagesMayRead: true,
  answer({ path, startedMs }, means) {
    const ground = means.ground(startedMs);
    if (ground === undefined) return NO_SNAPSHOT;
    const name = path.slice('/info/bidders/'.length);
    const { bidders } = ground.catalogue;
    const exact = bidders.get(name);
    if (exact !== undefined) return json(bidderInfo(exact));
    const lower = name.toLowerCase();
    const all: Record<string, BidderInfo> = {};
    for (const [id, row] of bidders) {
      // Prebid Server takes names in any case.
      if (id.toLowerCase() === lower) return json(bidderInfo(row));
      all[id] = bidderInfo(row);
    }
    return lower === 'all' ? json(all) : text(404, 'there is no such bidder');
  },
};
