import type { CompiledPolicy } from '@jianchat/policy';
import type { BidderInput } from '@jianchat/snapshot';
import type { ContractedUses, PartnerFacts } from '@jianchat/supply-chain';
import type { KnownFile } from './registry-files.ts';
import { readListing } from './sellers-found.ts';
import { sellersUrl } from './wanted-files.ts';

/** A bidder's contract under a policy, in terms of the TCF; undefined where the policy has none of that name. */
export function contractedUses(policy: CompiledPolicy, name: string): ContractedUses | undefined {
  const contract = policy.contracts.get(name);
  if (contract === undefined) return undefined;
  const purposes = policy.purposes.filter(({ bit }) => (contract.purposes & bit) !== 0);
  const claimed = policy.purposes.filter(({ bit }) => (contract.legitimateInterest & bit) !== 0);
  return {
    vendor: contract.gvl,
    purposes: [...new Set(purposes.flatMap(({ tcf }) => tcf))],
    legitimateInterests: [...new Set(claimed.flatMap(({ tcf }) => tcf))],
    specialFeatures: purposes.flatMap(({ feature }) => (feature > 0 ? [feature] : [])),
  };
}

/** Vendors that the policy's contracts name. */
export const contractedVendors = (policy: CompiledPolicy): ReadonlySet<number> =>
  new Set(Array.from(policy.contracts.values(), ({ gvl }) => gvl).filter((gvl) => gvl > 0));

interface Known {
  readonly policy: CompiledPolicy;
  readonly vendorListUrl: string | undefined;
  readonly files: ReadonlyMap<string, KnownFile>;
}

/** What is known of a bidder. A file that was read before somebody was looked for in it says nothing about them. */
export function partnerFacts(
  { contract, gvlId, settings: { seller } }: BidderInput,
  { policy, vendorListUrl, files }: Known,
): PartnerFacts {
  const uses = contractedUses(policy, contract);
  const list = vendorListUrl === undefined ? undefined : files.get(vendorListUrl)?.found;
  const isAsked = uses !== undefined && asked(list).includes(uses.vendor);
  const listing = seller && readListing(files.get(sellersUrl(seller.domain))?.found, seller.id);
  return {
    contract: uses,
    ownVendor: gvlId,
    vendors: isAsked ? vendorsOf(list) : undefined,
    isListed: listing === undefined ? undefined : listing !== 'unlisted',
  };
}

type Found = Readonly<Record<string, unknown>> | undefined;

const asked = (found: Found): readonly unknown[] => listOf(found?.['asked']);
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const numbersIn = (value: unknown): ReadonlySet<number> =>
  new Set(listOf(value).filter((id) => typeof id === 'number'));

function vendorsOf(found: Found): PartnerFacts['vendors'] {
  const vendors = found?.['vendors'];
  if (typeof vendors !== 'object' || vendors === null) return undefined;
  return new Map(
    Object.entries(vendors).map(([id, vendor]: [string, Record<string, unknown>]) => [
      Number(id),
      {
        purposes: numbersIn(vendor['purposes']),
        legitimateInterests: numbersIn(vendor['legitimateInterests']),
        specialFeatures: numbersIn(vendor['specialFeatures']),
        deleted: vendor['deleted'] === true,
      },
    ]),
  );
}
