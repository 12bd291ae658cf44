/** The promises of the privacy policy, in its order: collect, use, share, public, protect, keep, change. */
export const PROMISE_IDS = [
  ...(['C1', 'C2', 'C3', 'C4'] as const),
  ...(['U1', 'U2', 'U3', 'U4', 'U5', 'U6', 'U7', 'U8'] as const),
  ...(['S1', 'S2', 'S3', 'S4', 'S5', 'S6', 'S7', 'S8'] as const),
  ...(['P1', 'P2'] as const),
  ...(['K1', 'K2', 'K3', 'K4', 'K5', 'K6'] as const),
  ...(['R1', 'R2'] as const),
  ...(['V1', 'V2', 'V3'] as const),
] as const;

/** Id of a promise. */
export type PromiseId = (typeof PROMISE_IDS)[number];

/** Sections of the document that promises belong to. */
export const DOCUMENT_SECTIONS = ['collect', 'use', 'share', 'public', 'protect', 'keep', 'change'] as const;

/** A section of the document. */
export type DocumentSection = (typeof DOCUMENT_SECTIONS)[number];
