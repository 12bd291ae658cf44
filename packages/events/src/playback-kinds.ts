import type { EventKind } from './event-token.ts';

/** What players report of timed ads (VAST's names), in the order in which it happens. */
export const PLAYBACK_KINDS = [
  'impression',
  'start',
  'firstQuartile',
  'midpoint',
  'thirdQuartile',
  'complete',
  'skip',
  'mute',
  'unmute',
  'pause',
  'resume',
  'viewable',
  'click',
  'error',
] as const satisfies readonly EventKind[];
export type PlaybackKind = (typeof PLAYBACK_KINDS)[number];
