import type { SupplyChain } from '@jianchat/openrtb';
import type { RequestFor } from '@jianchat/policy';
import type { HostSettings } from '@jianchat/snapshot';

type Chains = NonNullable<NonNullable<NonNullable<RequestFor<'adDelivery'>['ext']>['prebid']>['schains']>;

/**
 * The supply chain that `ext.prebid.schains` has for a bidder, or for all (`*`), with the host's node at its end; undefined where
 * the request's own chain holds, which has that node already.
 */
export function supplyChainFor(
  seat: string,
  { chains, node }: { chains: Chains; node: HostSettings['schainNode'] },
): SupplyChain | undefined {
  const chain =
    chains.find(({ bidders }) => bidders?.includes(seat))?.schain ??
    chains.find(({ bidders }) => bidders?.includes('*'))?.schain;
  if (chain === undefined) return undefined;
  const nodes = (chain.nodes ?? []).map((each) => ({ ...each }));
  return { ...chain, nodes: node === undefined ? nodes : [...nodes, cleaned(node)] };
}

type Node = NonNullable<HostSettings['schainNode']>;

/** Members that the settings leave out do not stand there as undefined. */
const cleaned = ({ asi, sid, rid, name, domain, hp }: Node): NonNullable<SupplyChain['nodes']>[number] => ({
  asi,
  sid,
  ...(rid !== undefined && { rid }),
  ...(name !== undefined && { name }),
  ...(domain !== undefined && { domain }),
  ...(hp !== undefined && { hp }),
});
