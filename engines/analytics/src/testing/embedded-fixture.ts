import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type AnalyticsEndpoint,
  type EmbeddedAnalytics,
  type EmbeddedAnalyticsOptions,
  embeddedAnalytics,
} from '../embedded/index.ts';

export interface EmbeddedFixture {
  readonly embedded: EmbeddedAnalytics;
  readonly endpoint: AnalyticsEndpoint;
  readonly dataDir: string;
  /** Stops the gateway and removes its folder. */
  end(): Promise<void>;
}

/** A temporary folder; with a space in its path, as a user's may have. */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'jianchat analytics '));
}

export async function startEmbedded(
  options: Partial<EmbeddedAnalyticsOptions> = {},
): Promise<EmbeddedFixture> {
  const dataDir = options.dataDir ?? temporaryFolder();
  const embedded = embeddedAnalytics({ memoryBytesMax: 1024 ** 3, ...options, dataDir });
  const endpoint = await embedded.start();
  return {
    embedded,
    endpoint,
    dataDir,
    async end() {
      await embedded.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
