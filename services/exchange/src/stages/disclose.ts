import { type DisclosureEntry, type DisclosureRecord, encodeRecord, TOPIC } from '@jianchat/events';
import { type EventLog, LogFault } from '@jianchat/log';
import type { Admitted, CompiledPolicy } from '@jianchat/policy';
import type { Counters } from '../counters.ts';

export interface Disclosing {
  /** Of the auction, or of whatever else somebody is told in. */
  readonly auctionId: string;
  readonly admitted: Admitted;
  readonly entries: readonly DisclosureEntry[];
}

export interface DiscloseMeans {
  readonly policy: CompiledPolicy;
  readonly log: EventLog;
  readonly counters: Counters;
  /** 32 bytes that stand for the person in the record of a disclosure. */
  commitTo(told: Pick<Disclosing, 'auctionId' | 'admitted'>): Buffer;
  now(): number;
}

/** Writes durably who is about to be told what; false where the log takes nothing, and then nobody may be told. */
export async function disclose(told: Disclosing, means: DiscloseMeans): Promise<boolean> {
  const { signals } = told.admitted;
  const atMs = Math.floor(means.now());
  const record: DisclosureRecord = {
    v: 2,
    auction: told.auctionId,
    subject: means.commitTo(told).toString('hex'),
    atMs,
    policyVersion: means.policy.version,
    policyHash: means.policy.hash,
    regime: signals.regime,
    grants: signals.grants,
    floors: signals.floors,
    entries: told.entries,
  };
  try {
    await means.log.append(
      TOPIC.disclosures,
      // One auction discloses once, so there is nothing to compare it with.
      { key: '', value: encodeRecord(record) },
      { nowMs: atMs },
    );
    return true;
  } catch (fault) {
    if (!(fault instanceof LogFault)) throw fault;
    means.counters.count('disclosure.refused');
    return false;
  }
}
