import type { Fault } from '@jianchat/api-contract';
import type { ImportFile } from '@jianchat/snapshot';
import { impFaults, placementImpFaults } from './imp-faults.ts';
import { regionFaults } from './region-faults.ts';
import { LIST_NAMES } from './tables.ts';

/** What references may point to besides the file's own records. */
export interface Known {
  /** What is stored already. */
  readonly stored: ImportFile;
  /** Whether the privacy policy has a contract of this id. */
  hasContract(id: string): boolean;
}

/** Faults that only show once records are seen together: ids twice, references to nothing, imps of no OpenRTB form. */
export function referenceFaults(file: ImportFile, known: Known): readonly Fault[] {
  const ids = (list: 'accounts' | 'media' | 'advertisers' | 'orders' | 'lineItems') =>
    new Set([...known.stored[list], ...file[list]].map((record) => record.id));
  return [
    ...LIST_NAMES.flatMap((list) => duplicateFaults(list, file[list])),
    ...dangling(file.media, { list: 'media', field: 'account', ids: ids('accounts') }),
    ...dangling(file.placements, { list: 'placements', field: 'media', ids: ids('media') }),
    ...dangling(file.orders, { list: 'orders', field: 'advertiser', ids: ids('advertisers') }),
    ...dealFaults(file, known.stored),
    ...orderFaults(file, known.stored),
    ...dangling(file.lineItems, { list: 'lineItems', field: 'advertiser', ids: ids('advertisers') }),
    ...dangling(file.creatives, { list: 'creatives', field: 'lineItem', ids: ids('lineItems') }),
    ...dangling(file.bidders, { list: 'bidders', field: 'contract', ids: { has: known.hasContract } }),
    ...regionFaults(file),
    ...file.placements.flatMap(({ imp }, index) => placementImpFaults(imp, `placements[${index}].imp`)),
    ...Object.entries(file.storedImps).flatMap(([id, imp]) => impFaults(imp, `storedImps.${id}`)),
  ];
}

function duplicateFaults(list: string, records: readonly { readonly id: string }[]): readonly Fault[] {
  const seen = new Set<string>();
  return records.flatMap(({ id }, index) => {
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [
      { path: `${list}[${index}].id`, code: 'id.duplicate', message: 'this id stands in the list before' },
    ];
  });
}

/** A deal is made with bidders that there are. */
function dealFaults(file: ImportFile, stored: ImportFile): readonly Fault[] {
  const bidders = new Set([...stored.bidders, ...file.bidders].map(({ id }) => id));
  return file.deals.flatMap((deal, index) =>
    deal.bidders.flatMap(({ bidder }, at) =>
      bidders.has(bidder)
        ? []
        : [
            {
              path: `deals[${index}].bidders[${at}].bidder`,
              code: 'reference.unknown',
              message: 'there is no such bidder',
            },
          ],
    ),
  );
}

/** A line item names an order of its own advertiser, or none. */
function orderFaults(file: ImportFile, stored: ImportFile): readonly Fault[] {
  const owners = new Map([...stored.orders, ...file.orders].map(({ id, advertiser }) => [id, advertiser]));
  return file.lineItems.flatMap(({ order, advertiser }, index) => {
    if (order === undefined || owners.get(order) === advertiser) return [];
    const [code, message] = owners.has(order)
      ? ['order.foreign', 'the order is another advertiser\u2019s']
      : ['reference.unknown', 'there is no such order'];
    return [{ path: `lineItems[${index}].order`, code, message }];
  });
}

function dangling<Field extends string>(
  records: readonly Readonly<Record<Field, string>>[],
  to: { readonly list: string; readonly field: Field; readonly ids: { has(id: string): boolean } },
): readonly Fault[] {
  return records.flatMap((record, index) =>
    to.ids.has(record[to.field])
      ? []
      : [
          {
            path: `${to.list}[${index}].${to.field}`,
            code: 'reference.unknown',
            message: `there is no such ${to.field}`,
          },
        ],
  );
}
