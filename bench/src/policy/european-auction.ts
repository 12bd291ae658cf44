import { encodeTc } from '../../../packages/consent/src/testing/tc-encoder.ts';
import { directAuctionRequest } from '../auction-request.ts';
import { benchInventory } from '../inventory.ts';

/** Contracts of the project's policy that the bidders take in turn: three different masks. */
const CONTRACTS = ['demo-dsp-a', 'demo-dsp-b', 'openrtb-contextual'];
const MONTH_MS = 30 * 86_400_000;

/**
 * A TC string as consent platforms write it for some 376 vendors, in bit fields, with disclosed vendors. `number` makes one unlike
 * another.
 */
export function longTcString(nowMs: number, number = 0): string {
  const vendors = [...Array.from({ length: 375 }, (_, index) => 1 + Math.floor(index * 2.9)), 1_204];
  const marks = Array.from({ length: 13 }, (_, bit) => bit).filter((bit) => ((number >> bit) & 1) === 1);
  return encodeTc({
    policyVersion: 5,
    purposeConsents: [1, 2, 3, 4, 7],
    vendorConsents: [...vendors, 1_001, 1_002, ...marks.map((bit) => 1_110 + bit)],
    vendorInterests: vendors.filter((id) => id % 7 === 0),
    disclosed: [...vendors, 1_001, 1_002],
    updatedMs: nowMs - MONTH_MS,
  });
}

/** The bench's request where the law asks most: from Europe, with consent, asking so many bidders by parameters of theirs. */
export function europeanRequest(bidders: number, nowMs: number): Readonly<Record<string, unknown>> {
  const request = JSON.parse(directAuctionRequest().toString());
  const [imp] = request.imp;
  imp.ext.prebid.bidder = Object.fromEntries(
    Array.from({ length: bidders }, (_, index) => [`bidder-${index}`, { placementId: 1_000 + index }]),
  );
  request.device.geo.country = 'DEU';
  request.user.consent = longTcString(nowMs);
  request.user.buyeruid = 'b7f0c2d4e6a81935';
  request.regs = { gdpr: 1 };
  return request;
}

/** The bench's inventory with bidders that all answer at one endpoint. */
export function inventoryWith(bidders: number, endpoint: string) {
  return {
    ...benchInventory(),
    bidders: Array.from({ length: bidders }, (_, index) => ({
      id: `bidder-${index}`,
      endpoint,
      contract: contractOf(index),
      timeoutMs: 2_000,
    })),
  };
}

/** The contract under which the bidder of this place in line is asked. */
export const contractOf = (index: number): string => CONTRACTS[index % CONTRACTS.length] ?? '';
