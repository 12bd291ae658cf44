import { z } from 'zod';
import { ADAPTERS } from '../generated/adapters.gen.ts';
import { BidderSettings } from './bidder-settings.ts';
import { Capabilities } from './capabilities.ts';
import { enabled, HttpUrl, Id, Json, Name } from './shapes.ts';
import { UserSync } from './user-sync.ts';

type AdapterName = keyof typeof ADAPTERS;
/** The dialects that bidders can be asked in. */
export const ADAPTER_NAMES = Object.keys(ADAPTERS) as [AdapterName, ...AdapterName[]];

/** What requests and answers hold for something else where they name bidders. */
const RESERVED = new Set(['all', 'context', 'data', 'general', 'gpid', 'jianchat', 'prebid', 'skadn', 'tid']);

export const BidderInput = z
  .strictObject({
    id: Id,
    name: Name.optional(),
    /**
     * Where it is asked; '' for the adapter's own address. `{{NAME}}` stands for a parameter of the imp or a member of
     * `settings.partner` of that name.
     */
    endpoint: HttpUrl.or(z.literal('')).default(''),
    /** The policy's contract with this recipient: decides which fields it may see. */
    contract: Id,
    /** The dialect it is asked in: a folder of `demand/openrtb/src/adapters`. */
    adapter: z.enum(ADAPTER_NAMES).default('openrtb'),
    /** Upper bound on the time it gets, ms; the request's `tmax` may shorten it. */
    timeoutMs: z.int().min(10).max(10_000).default(500),
    /** Who answers questions about it; published at `/info/bidders`. */
    maintainer: z.strictObject({ email: z.email().max(254) }).optional(),
    /** Its id on the TCF Global Vendor List, as it says itself. What it may see goes by the id in its contract, never by this one. */
    gvlId: z.int().min(1).max(65_535).optional(),
    /** Where it buys and which formats; undefined = everywhere, everything. */
    capabilities: Capabilities.optional(),
    /** Undefined = it is not synced with browsers. */
    userSync: UserSync.optional(),
    /** JSON Schema of `imp.ext.prebid.bidder.ID`; undefined = what its adapter says. Published at `/bidders/params`. */
    parametersSchema: Json.optional(),
    /** Whether its VAST may be changed when it is kept through `/vtrack`. */
    modifyingVastXmlAllowed: z.boolean().default(false),
    settings: BidderSettings.default({}),
    enabled,
  })
  .superRefine(({ id, endpoint, adapter, settings: { partner = {} } }, context) => {
    const needs: { endpoint: string; settings: readonly string[] } = ADAPTERS[adapter];
    const refuse = (path: string[], message: string) => context.addIssue({ code: 'custom', path, message });
    if (RESERVED.has(id.toLowerCase()))
      refuse(['id'], 'no bidder can have this name: it means something else');
    if (endpoint === '' && needs.endpoint === '')
      refuse(['endpoint'], `adapter ${adapter} has no address of its own`);
    for (const name of needs.settings)
      if (partner[name] === undefined) refuse(['settings', 'partner', name], `adapter ${adapter} needs it`);
  });

export type BidderInput = z.infer<typeof BidderInput>;
