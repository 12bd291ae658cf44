import { isSameSite } from './root-domain.ts';
import type { Seller } from './sellers-json.ts';

/** Why a supply chain is not what it says. Codes are never used again for something else. */
export const CHAIN_REASONS = {
  'node.unlisted': 'the sellers.json of a node does not list its seller',
  'node.role': 'a seller that stands between others is listed as a publisher',
  'node.domain': 'a node says another domain of its seller than the sellers.json',
  'node.name': 'a node says another name of its seller than the sellers.json',
  'node.seller':
    'a seller that stands between others is listed under another domain than the system before it',
  'complete.untrue': 'it says it is complete, but its first seller is listed as an intermediary',
} as const;
export type ChainReason = keyof typeof CHAIN_REASONS;

/** A node as a chain says it. */
export interface SeenNode {
  readonly asi: string;
  readonly sid: string;
  readonly name?: string;
  readonly domain?: string;
}

/** A chain as it came in, before our own node. */
export interface SeenChain {
  readonly complete: boolean;
  readonly nodes: readonly SeenNode[];
}

/** Chains of more nodes are not looked into. */
export const CHAIN_NODES_MAX = 20;
const DOMAIN_CHARS_MAX = 253;
const TEXT_CHARS_MAX = 200;

/**
 * What can be held against public files of a chain as it came: undefined for one without nodes, with too many, or with nodes that name no system
 * or seller, which is no claim that could be true.
 */
export function seenChain(raw: unknown): SeenChain | undefined {
  const { complete, nodes } = Object(raw) as { readonly complete?: unknown; readonly nodes?: unknown };
  if (!Array.isArray(nodes) || nodes.length === 0 || nodes.length > CHAIN_NODES_MAX) return undefined;
  const seen: SeenNode[] = [];
  for (const node of nodes) {
    const { asi, sid, name, domain } = Object(node) as Readonly<Record<string, unknown>>;
    if (!isText(asi, DOMAIN_CHARS_MAX) || !isText(sid, TEXT_CHARS_MAX)) return undefined;
    seen.push({
      asi: asi.toLowerCase(),
      sid,
      ...(isText(name, TEXT_CHARS_MAX) && { name }),
      ...(isText(domain, DOMAIN_CHARS_MAX) && { domain: domain.toLowerCase() }),
    });
  }
  return { complete: complete === 1, nodes: seen };
}

const isText = (value: unknown, charsMax: number): value is string =>
  typeof value === 'string' && value !== '' && value.length <= charsMax;

/** The same text for the same claims, whatever else a chain carries. */
export const chainText = ({ complete, nodes }: SeenChain): string =>
  JSON.stringify([
    complete ? 1 : 0,
    nodes.map(({ asi, sid, name, domain }) => [asi, sid, name ?? null, domain ?? null]),
  ]);

/** What a system's sellers.json says of a seller; undefined where the file is not known. */
export type Listing = Seller | 'unlisted' | undefined;

export interface ChainVerdict {
  /** `unknown`: nothing is wrong as far as files could be read, and some could not. */
  readonly verdict: 'holds' | 'unknown' | 'untrue';
  /** In the order of `CHAIN_REASONS`. */
  readonly reasons: readonly ChainReason[];
}

/** Compares a chain with the sellers.json of its systems. What can't be read accuses nobody. */
export function verifyChain(
  { complete, nodes }: SeenChain,
  listingOf: (node: SeenNode) => Listing,
): ChainVerdict {
  const found = new Set<ChainReason>();
  let allKnown = true;
  for (const [at, node] of nodes.entries()) {
    const listing = listingOf(node);
    if (listing === undefined) allKnown = false;
    else if (listing === 'unlisted') found.add('node.unlisted');
    else for (const reason of faultsOf(node, { listing, before: nodes[at - 1], complete })) found.add(reason);
  }
  const reasons = (Object.keys(CHAIN_REASONS) as ChainReason[]).filter((reason) => found.has(reason));
  return { verdict: reasons.length > 0 ? 'untrue' : allKnown ? 'holds' : 'unknown', reasons };
}

function faultsOf(
  node: SeenNode,
  { listing, before, complete }: { listing: Seller; before: SeenNode | undefined; complete: boolean },
): readonly ChainReason[] {
  const faults: ChainReason[] = [];
  const isFirst = before === undefined;
  if (!isFirst && listing.type === 'PUBLISHER') faults.push('node.role');
  if (isFirst && complete && listing.type === 'INTERMEDIARY') faults.push('complete.untrue');
  // Of a confidential seller the file says nothing that could be compared.
  if (listing.confidential) return faults;
  if (isElsewhere(node.domain, listing.domain)) faults.push('node.domain');
  if (differs(node.name, listing.name)) faults.push('node.name');
  // Who sells on is the system that was sold through before.
  if (isElsewhere(before?.asi, listing.domain)) faults.push('node.seller');
  return faults;
}

const isElsewhere = (said: string | undefined, listed: string | undefined): boolean =>
  said !== undefined && listed !== undefined && !isSameSite(said.trim(), listed.trim());

const differs = (said: string | undefined, listed: string | undefined): boolean =>
  said !== undefined && listed !== undefined && said.trim().toLowerCase() !== listed.trim().toLowerCase();
