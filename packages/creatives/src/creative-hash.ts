import { createHash } from 'node:crypto';
import type { CreativeInput } from '@jianchat/snapshot';
import { canonicalMarkup } from './canonical-markup.ts';

/** A creative by what it is made of: two that look and lead the same are one, whoever sends them under whichever id. */
export interface CreativeIdentity {
  /** SHA-256 of `markup`, 64 hexadecimal digits. */
  readonly hash: string;
  /** The canonical form. */
  readonly markup: string;
}

/** Of a bidder's markup. */
export function identifyMarkup(adm: string): CreativeIdentity {
  const markup = canonicalMarkup(adm);
  return { hash: sha256(markup), markup };
}

/** Of a direct creative: all that a person gets to see or that is fetched; not its id, its name, its line item. */
export function identifyCreative(creative: CreativeInput): CreativeIdentity {
  const { id: _id, lineItem: _lineItem, name: _name, enabled: _enabled, ...content } = creative;
  const markup = JSON.stringify(sorted(content));
  return { hash: sha256(markup), markup };
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => [name, sorted(member)]),
  );
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
