import type { Eid, EidPermission } from '@jianchat/openrtb';

const CRITERIA = ['inserter', 'source', 'matcher', 'mm'] as const;

/**
 * Which ids of a person one bidder may get. Of the permissions whose every criterion an id meets the most specific ones decide, and
 * one of them that names the bidder (in whatever case) or everybody is enough; an id that none speaks of may go to all.
 */
export function eidFilter(permissions: readonly EidPermission[], seat: string): (eid: Eid) => boolean {
  const name = seat.toLowerCase();
  const rules = permissions.map((rule) => ({
    rule,
    criteria: CRITERIA.filter((criterion) => rule[criterion] !== undefined),
    allows: rule.bidders?.some((bidder) => bidder === '*' || bidder.toLowerCase() === name) ?? true,
  }));
  return (eid) => {
    let most = 0;
    let allowed = true;
    for (const { rule, criteria, allows } of rules) {
      if (criteria.length < most || criteria.some((criterion) => rule[criterion] !== eid[criterion]))
        continue;
      allowed = criteria.length > most ? allows : allowed || allows;
      most = criteria.length;
    }
    return allowed;
  };
}
