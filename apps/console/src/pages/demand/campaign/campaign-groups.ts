/** What the report is grouped by. */
export const CAMPAIGN_GROUPS = ['day', 'lineItem', 'creative', 'media', 'country', 'device_type'] as const;
export type CampaignGroup = (typeof CAMPAIGN_GROUPS)[number];
