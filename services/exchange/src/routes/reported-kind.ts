/** What a page can report. Names are the whole label of the count. */
export const REPORTED_KINDS = [
  'win',
  'imp',
  'vast.start',
  'vast.firstQuartile',
  'vast.midPoint',
  'vast.thirdQuartile',
  'vast.complete',
] as const;
export type ReportedKind = (typeof REPORTED_KINDS)[number];
