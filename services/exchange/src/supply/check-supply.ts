import { createHash } from 'node:crypto';
import { type NonBidReason, UNAUTHORISED_MEDIA, UNTRUE_CHAIN } from '@jianchat/auction';
import type { RequestFor } from '@jianchat/policy';
import type { AccountSettings, HostSettings } from '@jianchat/snapshot';
import { chainText, type SeenChain, seenChain } from '@jianchat/supply-chain';
import type { Catalogue } from '../catalogue.ts';
import type { Counters } from '../counters.ts';
import { WARNING } from '../terms/message-codes.ts';
import { GENERAL, type Messages } from '../terms/messages.ts';
import type { ChainWatch } from './watch-chains.ts';

type Request = Pick<RequestFor<'adDelivery'>, 'source' | 'ext'>;

export interface SupplyMeans {
  readonly catalogue: Pick<Catalogue, 'untrueChains' | 'unauthorisedMedia' | 'rows'>;
  readonly settings: AccountSettings;
  /** '' for none that is known. */
  readonly media: string;
  readonly messages: Messages;
  readonly counters: Counters;
  /** Undefined where the policy in force lets no chain be kept. */
  readonly watch: ChainWatch | undefined;
  readonly nowMs: number;
}

/** Why a bidder that the client calls so may not be asked; undefined where nothing stands against it. */
export type SupplyStop = (seat: string) => NonBidReason | undefined;

const NOTHING: SupplyStop = () => undefined;
const EVERYBODY = '*';

/**
 * What public files say of those who sell: a look into what control found out beside requests. A chain that nobody has looked into yet is
 * taken for true, and told to control.
 */
export function checkSupply(request: Request, means: SupplyMeans): SupplyStop {
  const { supplyChecks = 'report' } = means.settings;
  if (supplyChecks === 'off') return NOTHING;
  const isEnforced = supplyChecks === 'enforce';
  const { unauthorisedMedia, rows } = means.catalogue;
  const untrue = untrueFor(request, { ...means, node: rows.host.schainNode });
  const isUnauthorised = unauthorisedMedia.has(means.media);
  if (isUnauthorised) means.counters.count('supply.media-unauthorised');
  if (isUnauthorised && isEnforced)
    means.messages.warn(GENERAL, {
      code: WARNING.unknown,
      message: 'The media’s ads.txt does not list this platform; no bidder is asked',
    });
  if (!isEnforced || (!isUnauthorised && untrue.size === 0)) return NOTHING;
  if (isUnauthorised) return () => UNAUTHORISED_MEDIA;
  return (seat) => (untrue.has(EVERYBODY) || untrue.has(seat) ? UNTRUE_CHAIN : undefined);
}

/** Bidders whose chain is known to be untrue; `*` for all. */
function untrueFor(
  { source, ext }: Request,
  { catalogue, messages, counters, watch, nowMs, node }: SupplyMeans & { node: HostSettings['schainNode'] },
): ReadonlySet<string> {
  const untrue = new Set<string>();
  const look = (chain: SeenChain | undefined, bidders: readonly string[]): void => {
    if (chain === undefined) return;
    const hash = createHash('sha256').update(chainText(chain)).digest('hex');
    watch?.see(hash, { chain, nowMs });
    const reason = catalogue.untrueChains.get(hash);
    if (reason === undefined) return;
    for (const bidder of bidders) untrue.add(bidder);
    counters.count('supply.chain-untrue');
    messages.warn(GENERAL, {
      code: WARNING.unknown,
      message: `The supply chain is not what public files say (${reason})`,
    });
  };
  look(withoutOurs(seenChain(source?.schain), node), [EVERYBODY]);
  for (const { schain, bidders = [] } of ext?.prebid?.schains ?? []) look(seenChain(schain), bidders);
  return untrue;
}

/** The chain as it came: our own node is no claim of anybody before us. */
function withoutOurs(chain: SeenChain | undefined, node: HostSettings['schainNode']): SeenChain | undefined {
  const last = chain?.nodes.at(-1);
  if (chain === undefined || node === undefined) return chain;
  if (last?.asi !== node.asi.toLowerCase() || last.sid !== node.sid) return chain;
  const nodes = chain.nodes.slice(0, -1);
  return nodes.length === 0 ? undefined : { ...chain, nodes };
}
