import type { Analytics } from '@jianchat/analytics';
import type { HotState } from '@jianchat/hot';
import type { EventLog } from '@jianchat/log';
import type { KeepGate } from '@jianchat/policy';
import type { Records } from '@jianchat/records';
import type { Consumer } from './consumer-offset.ts';
import type { LearningOptions } from './effectiveness/learning-options.ts';
import type { PipelineFaultCode } from './fault.ts';

export interface PipelineOptions {
  readonly log: EventLog;
  readonly records: Pick<Records, 'db'>;
  readonly analytics: Pick<Analytics, 'insertEvents' | 'insertAuctions'>;
  readonly hot: HotState;
  readonly now: () => number;
  /** What of a record may still be written down, by the policy it was collected under and the one in force. */
  readonly keep: KeepGate;
  /** Learns which ads are clicked; without it nobody does. */
  readonly learning?: LearningOptions;
  /** Hears of every change worth a metric; must not throw. */
  readonly onState?: (state: PipelineState) => void;
  /** Log entries per batch; default 2,000. */
  readonly batchMax?: number;
  /** Pause between batches to analytics that were not full, ms; default 500. ClickHouse wants few, large inserts. */
  readonly analyticsIntervalMs?: number;
  /** The name that the policy of a record's version has for a regime's number, as reports show it; default the number itself. */
  readonly regimeName?: (regime: number, policyVersion: number) => string;
}

/** It carries numbers and codes only, never data. */
export interface PipelineState {
  readonly running: boolean;
  /** Records set aside since the start because nobody understood them. */
  readonly quarantined: number;
  /** Rows not written since the start, because the policy then or now lets nothing of them stand. */
  readonly withheld: number;
  readonly consumers: Readonly<Record<Consumer, ConsumerState>>;
}

export interface ConsumerState {
  /** The offset read next; what lies before it may be trimmed as far as this consumer is concerned. */
  readonly nextOffset: number;
  /** Records in the log that it has not passed yet, when it last looked. */
  readonly lag: number;
  /** Why it stands still; undefined while it runs. */
  readonly fault: PipelineFaultCode | undefined;
}

/** What the consumers share. */
export interface ConsumerContext extends Required<Omit<PipelineOptions, 'onState' | 'learning'>> {
  report(consumer: Consumer, state: Partial<ConsumerState>): void;
  countQuarantined(records: number): void;
  countWithheld(rows: number): void;
}
