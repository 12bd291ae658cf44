import type { effectivenessReport } from '@jianchat/api-contract';
import { decodeModel, reportModel } from '@jianchat/effectiveness';
import type { z } from 'zod';

type Answer = z.input<(typeof effectivenessReport)['answer']>;

const NOTHING: Omit<Answer, 'exploreBps'> = {
  learned: false,
  trainedTo: null,
  policyVersion: 0,
  impressions: 0,
  clicks: 0,
  followedClicks: 0,
  conversions: 0,
  followedViews: 0,
  viewConversions: 0,
  inputs: 0,
  slices: [],
};

/** What the model's file tells of itself; a file that is not there, or of another release, has learned nothing. */
export function readEffectiveness(bytes: Uint8Array | undefined, exploreBps: number): Answer {
  const reading = bytes === undefined ? undefined : decodeModel(bytes);
  if (!reading?.ok) return { ...NOTHING, exploreBps };
  const { provenance, slots, slices } = reportModel(reading.model);
  return {
    ...NOTHING,
    exploreBps,
    learned: provenance.impressions > 0,
    trainedTo: provenance.trainedToMs > 0 ? new Date(provenance.trainedToMs).toISOString() : null,
    policyVersion: provenance.policyVersion,
    impressions: provenance.impressions,
    clicks: provenance.clicks,
    followedClicks: provenance.followedClicks,
    conversions: provenance.conversions,
    followedViews: provenance.followedViews,
    viewConversions: provenance.viewConversions,
    inputs: slots,
    slices: slices.map(({ goal, slice, corrected }) => ({
      goal,
      slice,
      scores: { ...corrected, bins: [...corrected.bins] },
    })),
  };
}
