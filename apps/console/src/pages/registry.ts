import { configuration } from './configuration/page.ts';
import { demand } from './demand/page.ts';
import { effectiveness } from './effectiveness/page.ts';
import { inventory } from './inventory/page.ts';
import { keys } from './keys/page.ts';
import { live } from './live/page.ts';
import { money } from './money/page.ts';
import type { Page } from './page.ts';
import { playback } from './playback/page.ts';
import { policy } from './policy-room/page.ts';
import { report } from './report/page.ts';
import { review } from './review/page.ts';
import { today } from './today/page.ts';

/** All rooms in the order of the navigation. */
export const PAGES: readonly Page[] = [
  today,
  live,
  report,
  playback,
  effectiveness,
  inventory,
  demand,
  review,
  money,
  policy,
  keys,
  configuration,
];
