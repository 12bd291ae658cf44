import { allowPartner, partnerStates } from '@jianchat/api-contract';
import { refuse } from '../api/problem-reply.ts';
import type { Serve } from '../api/serve.ts';
import type { KeptState, PartnerChecks } from '../partners/partner-checks.ts';

/** Whether bidders still match what they were taken on with, and whether the media's owners let us sell. */
export function servePartners(serve: Serve, { partners }: { readonly partners: PartnerChecks }): void {
  serve(partnerStates, async () => {
    const [states, media] = await Promise.all([partners.states(), partners.media()]);
    return { partners: states.map(told), media: [...media] };
  });
  serve(allowPartner, async ({ params }) => {
    const state = await partners.allow(params.id);
    return state === undefined ? refuse('record.unknown') : told(state);
  });
}

const told = ({ bidder, state, reasons, since, checkedAt }: KeptState) => ({
  bidder,
  state,
  reasons: [...reasons],
  since: since.toISOString(),
  checkedAt: checkedAt.toISOString(),
});
