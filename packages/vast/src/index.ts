export { isHostAddress } from './host-address.ts';
export { joinPod } from './join-pod.ts';
export { ownDepth } from './own-depth.ts';
export {
  readVast,
  VAST_BOUNDS,
  type VastAdFacts,
  type VastDocument,
  type VastFault,
  type VastReading,
} from './read-vast.ts';
export { trackVast } from './track-vast.ts';
export {
  type FetchedVast,
  type FetchVast,
  type UnwrapFault,
  type Unwrapped,
  unwrapTag,
  WRAPPERS_MAX,
} from './unwrap-tag.ts';
export * from './vast-ad.ts';
export { protocolOf, type VastVersion, vastVersionFor } from './vast-version.ts';
export { clock, writeInline, writeWrapper } from './write-vast.ts';
export { escapeXml, renderXml, type Xml } from './xml.ts';
