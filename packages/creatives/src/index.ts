export { CANONICAL_CHARS_MAX, canonicalMarkup } from './canonical-markup.ts';
export { type CreativeIdentity, identifyCreative, identifyMarkup } from './creative-hash.ts';
export { type FrameRules, frameCsp, frameDocument, sandboxOf } from './safe-frame.ts';
export { fetchesPlainly, isSecureCreative } from './secure.ts';
