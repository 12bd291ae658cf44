import type { ControlOptions } from '../control-options.ts';
import { createPictureQueue } from './picture-queue.ts';
import { createTagQueue } from './tag-queue.ts';

const PICTURE_EVERY_MS = 15_000;
const TAG_EVERY_MS = 5_000;

/**
 * What the review does by itself: it draws creatives, and follows their tags.
 * @param followed hashes of the creatives whose tags are followed
 */
export function createReviewQueues(
  options: ControlOptions,
  followed: () => readonly string[],
): { start(): void; stop(): Promise<void> } {
  const { now, onLog } = options;
  const { db } = options.records;
  const pictures = createPictureQueue({
    db,
    takePicture: options.takePicture,
    everyMs: options.pictureEveryMs ?? PICTURE_EVERY_MS,
    onLog,
  });
  const tags = createTagQueue({
    db,
    fetchVast: options.fetchVast,
    followed,
    everyMs: options.tagEveryMs ?? TAG_EVERY_MS,
    now,
    onLog,
  });
  return {
    start() {
      pictures.start();
      tags.start();
    },
    async stop() {
      await pictures.stop();
      await tags.stop();
    },
  };
}
