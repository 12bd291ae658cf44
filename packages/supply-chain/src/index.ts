export {
  type AskedTransparency,
  type GivenTransparency,
  type TransparencyFault,
  toldTransparency,
  transparencyFault,
} from './ad-transparency.ts';
export { authorises, isDomain, parseAdsTxt, type SellerLine, writeSellerLine } from './ads-txt.ts';
export { type ChainNode, chainWithNode } from './host-node.ts';
export { type AdsTxtAt, type KnownAdsTxt, mediaAuthorisation } from './media-authorisation.ts';
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
export { isSameSite, rootDomain } from './root-domain.ts';
export { isSellerOfMedia, type Ownership } from './seller-of-media.ts';
export { parseSellersJson, type Seller, type SellersFile, sellersFile } from './sellers-json.ts';
export { parseVendorList, type Vendor } from './vendor-list.ts';
export {
  type ChainReason,
  chainText,
  type Listing,
  type SeenChain,
  type SeenNode,
  seenChain,
  verifyChain,
} from './verify-chain.ts';
