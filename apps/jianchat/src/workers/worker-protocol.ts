import type { Reading } from '../front/readiness.ts';
import type { Settings } from '../settings/settings.ts';

/** What a worker is told when it begins: everything it needs, as the main process resolved it. */
export interface WorkerBeginning {
  readonly settings: Settings;
  readonly dataFolder: string;
  readonly publicUrl: string;
  /** Unix socket where the main process answers what the worker doesn't. */
  readonly innerDoor: string;
  /** How many people this worker may newly come to know until it is told again. */
  readonly room: number;
  /** How many workers answer at first, this one among them. */
  readonly living: number;
}

/** From the main process. `connection` comes with the client's socket as its handle, under a number by which it is told that it was taken. */
export type ToWorker =
  | { readonly do: 'begin'; readonly beginning: WorkerBeginning }
  | { readonly do: 'connection'; readonly connection: number }
  | { readonly do: 'tell'; readonly question: number }
  | { readonly do: 'room'; readonly room: number }
  | { readonly do: 'living'; readonly living: number }
  | { readonly do: 'drain' };

/** From a worker. */
export type FromWorker =
  | { readonly is: 'ready' }
  | { readonly is: 'taken'; readonly connection: number }
  | { readonly is: 'told'; readonly question: number; readonly told: WorkerReport };

export interface WorkerReport {
  readonly parts: Reading['parts'];
  readonly notes: Reading['notes'];
  /** prom-client's `getMetricsAsJSON`. */
  readonly metrics: readonly object[];
}
