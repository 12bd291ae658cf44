import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchChromium } from '../../../../tools/chromium.ts';

/** Seconds each spot lasts; the placement of the demo takes 5 to 30. */
const secondsPerSpot = 6;

const here = dirname(fileURLToPath(import.meta.url));
const mediaDir = join(here, '..', 'media');

/**
 * Records the drawn scenes of `scene.html` into `src/media/*.webm`. Run by hand when a scene changes; the
 * recordings are committed because a build must not need a browser.
 */
async function recordSpots(): Promise<void> {
  await mkdir(mediaDir, { recursive: true });
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 660, height: 400 } });
    await page.setContent(await readFile(join(here, 'scene.html'), 'utf8'));
    for (const scene of ['ride', 'glass']) {
      const base64 = await page.evaluate(`recordScene(${JSON.stringify(scene)}, ${secondsPerSpot})`);
      await writeFile(join(mediaDir, `spot-${scene}.webm`), Buffer.from(String(base64), 'base64'));
      await page.screenshot({
        path: join(mediaDir, `spot-${scene}.png`),
        clip: { x: 0, y: 0, width: 640, height: 360 },
      });
    }
  } finally {
    await browser.close();
  }
}

await recordSpots();
