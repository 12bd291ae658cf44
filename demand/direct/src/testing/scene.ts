import { type AuctionView, type ImpView, type Traits, viewImp } from '@jianchat/auction';
import type { Imp } from '@jianchat/openrtb';
import {
  buildSnapshot,
  type CreativeInput,
  ImportFile,
  type Snapshot,
  type SnapshotLineItem,
  type TraitName,
} from '@jianchat/snapshot';

export const NOW = Date.parse('2026-11-23T12:00:00Z');
export const creative = (
  id: string,
  changes: Partial<Extract<CreativeInput, { kind: 'banner' }>> = {},
): CreativeInput => ({
  id,
  lineItem: 'l',
  kind: 'banner',
  w: 300,
  h: 250,
  html: 'ad',
  clickUrl: 'https://shop.example/',
  advertiserDomains: ['shop.example'],
  enabled: true,
  ...changes,
});
export const line = (id: string, changes: Partial<SnapshotLineItem> = {}): SnapshotLineItem => ({
  id,
  advertiser: 'adv',
  kind: 'pricePriority',
  priority: 8,
  priceCpmMicros: 1_000_000,
  targeting: {},
  clock: 'advertiser',
  timeZone: 'UTC',
  currency: 'USD',
  startsAtMs: 0,
  endsAtMs: Number.MAX_SAFE_INTEGER,
  creatives: [creative(`${id}-c`)],
  ...changes,
});
export const snapshot = (...lineItems: SnapshotLineItem[]): Snapshot => ({
  ...buildSnapshot(ImportFile.parse({}), { revision: 1, builtAtMs: 0 }),
  lineItems,
});
export const imp = (changes: Partial<Imp> = {}, placement = 'p-1'): ImpView =>
  viewImp(
    { id: '1', banner: { format: [{ w: 300, h: 250 }] }, ...changes },
    { index: 0, placement, placementFloorMicros: 0, placementCurrency: 'USD', currency: 'USD' },
  );
type Known = Partial<Record<TraitName, readonly string[]>>;
export const traitsOf = (known: Known): Traits => ({
  of: (trait, { placement }) => (trait === 'placement' ? [placement] : (known[trait] ?? [])),
});
export const HERE: Known = { media: ['m-1'], country: ['DE'], deviceType: ['phone'] };
export const auction = (changes: Partial<AuctionView> = {}): AuctionView => ({
  id: 'a'.repeat(22),
  media: 'm-1',
  nowMs: NOW,
  currency: 'USD',
  country: 'DE',
  deviceType: 'phone',
  traits: traitsOf(HERE),
  counter: () => undefined,
  seed: 7,
  ...changes,
});
