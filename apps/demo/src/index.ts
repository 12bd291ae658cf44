export { buildDemoPage, demoPageDir } from './build.ts';
export { type DemoAsset, loadDemoAssets } from './demo-assets.ts';
export { demoImport } from './demo-import.ts';
export { createDemoDsp, type DemoDspHandler, type DemoDspOptions } from './dsp/demo-dsp.ts';
export { type StartedDemoDsps, startDemoDsps } from './dsp/start.ts';
export type { DemoDspId } from './dsp/strategy.ts';
