import { demoImport, type StartedDemoDsps, startDemoDsps } from '@jianchat/demo';
import type { Closing } from './closing.ts';

/** The demo's bidders, listening on loopback, and the configuration that lets them compete. */
export async function startDemo(options: { publicUrl: string; closing: Closing }): Promise<{
  configuration: ReturnType<typeof demoImport>;
  bidders: StartedDemoDsps;
}> {
  const bidders = await startDemoDsps({ publicUrl: () => options.publicUrl });
  options.closing.add('demo bidders', () => bidders.close());
  const configuration = demoImport({
    dspA: bidders.endpoints['demo-dsp-a'],
    dspB: bidders.endpoints['demo-dsp-b'],
    publicUrl: options.publicUrl,
  });
  return { configuration, bidders };
}
