/** Texts of orders and of what line items run under. */
export const enCampaign = {
  campaign: {
    orders: 'Orders',
    order: 'Order',
    noOrders: 'An order holds line items of one advertiser together: one budget, one time.',
    orderHint: 'Its time and its budget hold besides the line item’s own',
    orderBudget: 'Budget of all its line items',
    kind: 'Kind',
    kindHint:
      'Sponsorship goes first, standard reaches a goal, price priority competes, house fills the rest',
    kinds: {
      sponsorship: 'Sponsorship',
      standard: 'Standard',
      pricePriority: 'Price priority',
      house: 'House',
    },
    priority: 'Priority',
    priorityHint: '1 to 16; among equals the lower number goes first (8)',
    where: 'Only where this holds',
    whereHint: 'As JSON: traits with their values, and all, any, not',
    whereExamples: {
      region: 'Region',
      systems: 'Systems and language',
      exclude: 'Exclude',
      pages: 'Page data',
    },
  },
};
