export * from './event-token.ts';
export * from './log-members.ts';
export * from './log-record.ts';
