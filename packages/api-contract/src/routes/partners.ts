import { z } from 'zod';
import { route } from '../route.ts';

/** A bidder compared with its contract, the vendor list and its sellers.json. */
export const PartnerState = z.object({
  bidder: z.string(),
  /** `paused`: it is not asked; `allowed`: it differs, and an operator lets it be asked. */
  state: z.enum(['matches', 'paused', 'allowed']),
  /** Codes of what differs. */
  reasons: z.array(z.string()),
  since: z.iso.datetime(),
  checkedAt: z.iso.datetime(),
});
export type PartnerState = z.infer<typeof PartnerState>;

export const partnerStates = route({
  method: 'GET',
  path: '/api/partners',
  summary:
    'Whether bidders still match what they were taken on with, and whether owners of media authorise us',
  roles: ['operator', 'auditor'],
  answer: z.object({
    partners: z.array(PartnerState),
    media: z.array(
      z.object({
        media: z.string(),
        /** Of its ads.txt or app-ads.txt. */
        url: z.string(),
        /** `read`, `waiting`, or a code of why it could not be read. */
        outcome: z.string(),
        /** Whether it names us with the account; null where that is not known. */
        authorises: z.boolean().nullable(),
        /** What comes of it (`supplyChecks` of the account, or of the host's defaults): `stopped`: no bidder is asked. */
        effect: z.enum(['none', 'reported', 'stopped']),
        /** The line that the file lacks; null where nothing is missing or known. */
        line: z.string().nullable(),
        ownerDomain: z.string().nullable(),
        managerDomain: z.string().nullable(),
        /** Whether the account's domain in our sellers.json is the owner's or a manager's; null where one of the two is not known. */
        sellerMatches: z.boolean().nullable(),
      }),
    ),
    /** Supply chains that came with requests and that public files do not bear out, the latest first. */
    chains: z.array(
      z.object({
        /** Each as `system seller`. */
        nodes: z.array(z.string()),
        complete: z.boolean(),
        reasons: z.array(z.string()),
        seenAt: z.iso.datetime(),
      }),
    ),
  }),
});

export const allowPartner = route({
  method: 'POST',
  path: '/api/partners/:id/allow',
  summary: 'Lets a paused bidder be asked as it differs now; another difference pauses it anew',
  roles: ['operator'],
  answer: PartnerState,
});
