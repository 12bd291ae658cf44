/**
 * The nodes a vocabulary is made of. A vocabulary says which names a JSON document may carry, of which JSON type each
 * value is and how large it may be; whatever it doesn't name does not exist for the platform.
 */

/** JSON types of a single value. `flag` is OpenRTB's 0/1 integer; `text` is a string that some clients send as a number. */
export type LeafType = 'string' | 'text' | 'integer' | 'number' | 'flag' | 'boolean';

/** How a value can be made coarser without losing its type. */
export type Truncation = 'ip' | 'degrees';

/** A single value; `max` bounds the length of strings (UTF-16 units) and is 0 for other types. */
export interface LeafNode {
  readonly kind: 'leaf';
  readonly type: LeafType;
  readonly max: number;
  readonly truncation?: Truncation;
}

/** A list of at most `max` items of one shape. */
export interface ArrayNode {
  readonly kind: 'array';
  readonly item: VocabularyNode;
  readonly max: number;
}

/** Named members; nothing else may appear. */
export interface ObjectNode {
  readonly kind: 'object';
  readonly children: ReadonlyMap<string, VocabularyNode>;
}

/** Members named freely by the client (bidder codes, for example), all of one shape; at most `max` of them. */
export interface RecordNode {
  readonly kind: 'record';
  readonly value: VocabularyNode;
  readonly max: number;
  readonly keyMax: number;
}

/** A declared bounded subtree: any JSON up to these bounds. `root` says what the value itself must be. */
export interface OpenNode {
  readonly kind: 'open';
  readonly root: 'object' | 'any';
  readonly depth: number;
  readonly keys: number;
  readonly items: number;
  readonly stringMax: number;
  readonly keyMax: number;
}

/** Any node of a vocabulary. */
export type VocabularyNode = LeafNode | ArrayNode | ObjectNode | RecordNode | OpenNode;

/** Member names that no free name may be: they reach prototypes in careless code. */
export const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

const leaf = (type: LeafType, max = 0): LeafNode => ({ kind: 'leaf', type, max });

/** Whole number. */
export const INTEGER = leaf('integer');
/** Any finite number. */
export const NUMBER = leaf('number');
/** 0 or 1; `true`, `false`, `"0"` and `"1"` are absorbed. */
export const FLAG = leaf('flag');
/** true or false; `0`, `1`, `"true"` and `"false"` are absorbed. */
export const BOOLEAN = leaf('boolean');
/** Identifier. */
export const ID = leaf('string', 512);
/** Name, keyword, domain and the like. */
export const TEXT = leaf('string', 2_048);
/** URL. */
export const URL_TEXT = leaf('string', 8_192);
/** Consent strings, keyword lists, native requests. */
export const LONG_TEXT = leaf('string', 65_536);
/** String that some clients send as a number. */
export const TEXTISH = leaf('text', 512);
/** IPv4 or IPv6 address; truncates to /24 or /48. */
export const IP: LeafNode = { ...leaf('string', 64), truncation: 'ip' };
/** Latitude or longitude; truncates to two decimals (about a kilometre). */
export const DEGREES: LeafNode = { ...leaf('number'), truncation: 'degrees' };

/** List; 256 items unless told. */
export const list = (item: VocabularyNode, max = 256): ArrayNode => ({ kind: 'array', item, max });

/** Object whose members are exactly the members of interface `T`: one missing or one too many is a compile error. */
export const object = <T>(children: { [K in keyof Required<T>]: VocabularyNode }): ObjectNode => ({
  kind: 'object',
  children: new Map(Object.entries<VocabularyNode>(children)),
});

/** Object with freely named members of one shape. */
export const record = (value: VocabularyNode, max = 64): RecordNode => ({
  kind: 'record',
  value,
  max,
  keyMax: 64,
});

/** Declared bounded subtree. */
export const open = (root: 'object' | 'any' = 'object'): OpenNode => ({
  kind: 'open',
  root,
  depth: 8,
  keys: 128,
  items: 256,
  stringMax: 16_384,
  keyMax: 128,
});
