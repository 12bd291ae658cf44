import { Capabilities, UserSync } from '@jianchat/snapshot';
import { z } from 'zod';

const Address = z.string().startsWith('http').max(2000);
/** Where a parameter goes. `publisher.id` is the one of site or app; `imp.*` is each imp's own, `request.*` the first imp's. */
const PARAMETER_PLACE =
  /^(imp\.(tagid|id|bidfloor|bidfloorcur|displaymanager)|imp\.ext\.[A-Za-z]\w*(\.[A-Za-z]\w*)?|publisher\.id|place\.(id|name)|request\.ext\.[A-Za-z]\w*(\.[A-Za-z]\w*)?)$/;

/** `info.json` of an adapter's folder: all that is known of a partner as data. */
export const AdapterInfo = z.strictObject({
  /** Where the facts in this folder come from: the partner's public documentation. */
  documentation: z.array(z.url()).min(1),
  /** `{{NAME}}` stands for a parameter or a setting of that name, percent-encoded. '' where only the operator knows the address. */
  endpoint: Address.or(z.literal('')),
  /** Id on the IAB Europe Global Vendor List; 0 where the partner has none. */
  gvlId: z.int().min(0).max(65_535),
  openrtb: z.enum(['2.5', '2.6']).default('2.6'),
  /** Whether the partner takes bodies with `content-encoding: gzip`. */
  gzip: z.boolean().default(false),
  /** Whether one HTTP request holds all imps or one each. */
  imps: z.enum(['together', 'each']).default('together'),
  /** The currency floors must be in; an imp with a floor in another is not offered, for nothing is converted here. */
  floorCurrency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  /** Fixed headers; names in lower case. */
  headers: z.record(z.string().regex(/^[a-z][a-z0-9-]*$/), z.string().max(500)).default({}),
  /** Where the partner buys, and which formats there. */
  capabilities: Capabilities,
  /** How browsers are synced with it; undefined where it is not. */
  userSync: UserSync.optional(),
  /** Parameter → place in the request, for partners without code. */
  parameters: z.record(z.string(), z.string().regex(PARAMETER_PLACE)).default({}),
  /** Where a bid says its media type, for partners who do not use `mtype`; a bid that says none of the four is a banner. */
  mediaType: z
    .string()
    .regex(/^ext(\.[A-Za-z]\w*){1,3}$/)
    .optional(),
  /** Whether parameters go along in `imp.ext.bidder`, too: the default where nothing says where they belong. */
  keepBidderExt: z.boolean().optional(),
  /** Members of the bidder's `settings.partner` that the operator must give. */
  settings: z.array(z.string()).default([]),
  /** The same for what nobody may read: given by the setting JIANCHAT_BIDDER_SECRETS, by bidder. */
  secrets: z.array(z.string()).default([]),
});

export type AdapterInfo = z.infer<typeof AdapterInfo>;

/** `info.json` of an alias: the adapter it shares code and parameters with; the other members replace the base's. */
export const AliasInfo = z.looseObject({ aliasOf: z.string() });
