import { CAMPAIGN_DIMENSIONS, campaignReport } from '@jianchat/api-contract';
import type { CompiledPolicy } from '@jianchat/policy';
import { isRefusal, refuse } from '../api/problem-reply.ts';
import { sendCsv } from '../api/send-csv.ts';
import type { Serve } from '../api/serve.ts';
import { advertiserAsked } from '../auth/caller.ts';
import { analyticsDimension, campaignCsv, readCampaigns } from '../report/campaigns.ts';
import { readGroups } from '../report/groups.ts';
import type { FileSource } from '../report/revenue.ts';
import { mayTellConversions, withheldFromReports } from '../report/withheld.ts';

interface CampaignDeps {
  readonly analytics: FileSource;
  /** The policy in force. */
  readonly policy: () => CompiledPolicy;
}

/** What an advertiser's ads brought and cost. */
export function serveCampaignReport(serve: Serve, { analytics, policy }: CampaignDeps): void {
  serve(campaignReport, async ({ caller, query, reply }) => {
    const advertiser = advertiserAsked(caller, query.advertiser);
    if (isRefusal(advertiser)) return advertiser;
    if (advertiser === undefined)
      return refuse('request.invalid', {
        faults: [{ path: 'query.advertiser', code: 'report.advertiser', message: 'say whose' }],
      });
    const groupBy = readGroups(query, CAMPAIGN_DIMENSIONS);
    if ('faults' in groupBy) return refuse('request.invalid', groupBy);
    const filters = query.lineItem === undefined ? [] : (['lineItem'] as const);
    const told = [...groupBy, ...filters].map(analyticsDimension);
    const withheld = withheldFromReports(policy(), told, 'events');
    if (withheld.length > 0) return refuse('request.invalid', { faults: withheld });
    const context = { advertiser, groupBy, conversions: mayTellConversions(policy()) };
    if (query.format === 'json') return readCampaigns(analytics, query, context);
    return sendCsv(reply, campaignCsv(analytics, query, context), { name: 'campaigns', ...query });
  });
}
