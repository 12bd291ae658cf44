import type { Tables } from '@jianchat/records';
import type { Kysely } from 'kysely';
import { errorDetail, type OnLog } from '../log-line.ts';
import { type PictureRequest, pictureDocument } from './picture-document.ts';
import { readReview } from './reviews.ts';

/** Draws a page, closed in; undefined where it can't. A PNG of at most 2 MiB. */
export type TakePicture = (request: PictureRequest) => Promise<Uint8Array | undefined>;

export interface PictureQueueOptions {
  readonly db: Kysely<Tables>;
  /** Absent where no browser is installed: creatives are reviewed without a picture. */
  readonly takePicture: TakePicture | undefined;
  /** How often it looks for some, ms. */
  readonly everyMs: number;
  readonly onLog: OnLog;
}

const BYTES_MAX = 2_097_152;

/** Draws creatives that wait for a picture, one at a time, the oldest first. */
export function createPictureQueue({ db, takePicture, everyMs, onLog }: PictureQueueOptions) {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let busy = false;

  async function drawNext(): Promise<boolean> {
    const next = await db
      .selectFrom('creative_reviews')
      .select('hash')
      .where('picture_state', '=', 'waiting')
      .orderBy('first_seen_at')
      .limit(1)
      .executeTakeFirst();
    if (next === undefined) return false;
    const review = await readReview(db, next.hash);
    const document = review && pictureDocument(review);
    const draw = async () => document && takePicture?.(document).catch(() => undefined);
    // A busy host may not get one done in time: once more, and it is left without.
    const png = (await draw()) ?? (await draw());
    const picture = png !== undefined && png.length <= BYTES_MAX ? Buffer.from(png) : null;
    await db
      .updateTable('creative_reviews')
      .set({ picture, picture_state: picture === null ? 'none' : 'made' })
      .where('hash', '=', next.hash)
      .execute();
    return true;
  }

  async function work(): Promise<void> {
    try {
      while (timer !== undefined && (await drawNext()));
    } catch (error) {
      onLog({ level: 'warn', event: 'control.pictures.failed', detail: errorDetail(error) });
    }
  }

  return {
    start() {
      timer = setInterval(() => {
        if (busy) return;
        busy = true;
        running = work().finally(() => {
          busy = false;
        });
      }, everyMs);
    },
    async stop() {
      clearInterval(timer);
      timer = undefined;
      await running;
    },
  };
}
