/**
 * The demo advertiser's key for its own page. Everybody can read it there, as on any page that reports conversions by a pixel; it is good
 * for pixels only.
 */
export const DEMO_PAGE_KEY = 'demo-advertiser-page';

/** What the demo's landing page sells, as its pixel says it. */
export const DEMO_PURCHASE = { kind: 'purchase', value: '29.90', currency: 'USD' } as const;
