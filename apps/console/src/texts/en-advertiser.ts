/** Texts of what advertisers see of their campaigns. */
export const enAdvertiser = {
  campaignReport: {
    title: 'Report',
    lead: 'What the line items of an advertiser brought and cost. Days are UTC’s.',
    by: 'By',
    groups: {
      day: 'Day',
      lineItem: 'Line item',
      creative: 'Creative',
      media: 'Media',
      country: 'Country',
      device_type: 'Device',
    },
    period: 'Period',
    days: 'Last {{count}} days',
    csv: 'CSV',
    nobody: 'No advertisers yet',
    nobodyText: 'Once there is one, this tells what its ads brought and cost.',
    empty: 'Nothing in this period',
    emptyText: 'Counts appear as soon as an ad was shown.',
    unknown: 'Unknown',
    impressions: 'Impressions',
    clicks: 'Clicks',
    conversions: 'Conversions',
    value: 'Value',
    cost: 'Cost',
  },
};
