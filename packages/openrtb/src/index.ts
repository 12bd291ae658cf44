export { downTo25 } from './convert/down-to-25.ts';
export { isOne, liftRewarded, upTo26 } from './convert/up-to-26.ts';
export type * from './device.ts';
export type * from './imp.ts';
export type * from './inventory.ts';
export type * from './json-shape.ts';
export { type MacroValues, substituteMacros } from './macros.ts';
export { mergePatch } from './merge-patch.ts';
export { type NativeMembers, type NativeReading, readNativeRequest } from './native/read-native-request.ts';
export type * from './prebid-request.ts';
export type * from './request.ts';
export type * from './response.ts';
export type * from './user.ts';
export { copyOpen, type OpenCopy } from './vocabulary/copy-open.ts';
export { membersBefore } from './vocabulary/members-before.ts';
export {
  type ArrayNode,
  FORBIDDEN_KEYS,
  type LeafNode,
  type LeafType,
  type ObjectNode,
  type OpenNode,
  type RecordNode,
  type Truncation,
  type VocabularyNode,
} from './vocabulary/node.ts';
export { findNode, throughLists, valuePaths } from './vocabulary/path.ts';
export { BID_REQUEST } from './vocabulary/request-vocabulary.ts';
