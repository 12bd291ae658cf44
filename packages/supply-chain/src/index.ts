export {
  type AskedTransparency,
  type GivenTransparency,
  type TransparencyFault,
  transparencyFault,
} from './ad-transparency.ts';
export { authorises, isDomain, parseAdsTxt, type SellerLine, writeSellerLine } from './ads-txt.ts';
export { type ChainNode, chainWithNode } from './host-node.ts';
export {
  type ContractedUses,
  DRIFT_REASONS,
  type DriftReason,
  driftOf,
  nextState,
  type PartnerFacts,
  type PartnerState,
} from './partner-drift.ts';
export { mayFetch } from './robots.ts';
export { parseSellersJson, type Seller, type SellersFile, sellersFile } from './sellers-json.ts';
export { parseVendorList, type Vendor } from './vendor-list.ts';
