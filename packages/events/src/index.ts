export type * from './disclosure-record.ts';
export * from './event-token.ts';
export * from './log-members.ts';
export * from './log-record.ts';
