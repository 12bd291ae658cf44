export * from './click-id.ts';
export * from './conversion.ts';
export type * from './disclosure-record.ts';
export type * from './event-claims.ts';
export * from './event-token.ts';
export * from './impression-micros.ts';
export * from './log-members.ts';
export * from './log-record.ts';
export * from './playback-kinds.ts';
