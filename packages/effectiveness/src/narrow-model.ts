import { FIELD } from '@jianchat/policy';
import { GOALS, type Goal } from './goals.ts';
import type { LearnedUnder, LearnGate } from './learn-gate.ts';
import { emptyModel, type GoalModel, type Model, type Provenance } from './model.ts';
import type { TemplateMask } from './templates.ts';
import { eraseTemplates } from './weights.ts';

/** What a policy lets be used of a model that was trained under one. Conversions were learned only where their field was let in. */
export function usableTemplates(
  gate: LearnGate,
  policy: Pick<LearnedUnder, 'version' | 'hash'>,
): Readonly<Record<Goal, TemplateMask>> {
  return {
    click: gate.templates(policy),
    conversion: gate.templates({ ...policy, letIn: FIELD.conversion }, 'conversion'),
    viewConversion: gate.templates({ ...policy, letIn: FIELD.conversion }, 'viewConversion'),
  };
}

/** Templates that each goal may have taught something. */
export const learnedTemplates = (provenance: Provenance): Readonly<Record<Goal, TemplateMask>> => ({
  click: provenance.templates,
  conversion: provenance.conversionTemplates,
  viewConversion: provenance.viewTemplates,
});

/**
 * A model as the policy in force lets it go on: what other templates have taught is erased, and a goal of which nothing is left begins
 * anew where it stood in the log.
 */
export function narrowModel(
  { goals, provenance }: Model,
  {
    gate,
    policy,
  }: { readonly gate: LearnGate; readonly policy: { readonly version: number; readonly hash: string } },
): Model {
  const before = usableTemplates(gate, { version: provenance.policyVersion, hash: provenance.policyHash });
  const now = usableTemplates(gate, policy);
  const fresh = emptyModel(policy);
  const keep = (goal: Goal): GoalModel => {
    const kept = before[goal] & now[goal];
    if (kept === 0) return fresh.goals[goal];
    if (eraseTemplates(goals[goal].weights, kept)) goals[goal].outcomes.fill(0);
    return goals[goal];
  };
  const kept = {
    click: keep('click'),
    conversion: keep('conversion'),
    viewConversion: keep('viewConversion'),
  };
  const [clicks, conversions, views] = GOALS.map((goal) => kept[goal] === goals[goal]);
  return {
    goals: kept,
    provenance: {
      ...provenance,
      policyVersion: policy.version,
      policyHash: policy.hash,
      templates: now.click,
      conversionTemplates: now.conversion,
      viewTemplates: now.viewConversion,
      ...(!clicks && { impressions: 0, clicks: 0 }),
      ...(!conversions && { followedClicks: 0, conversions: 0 }),
      ...(!views && { followedViews: 0, viewConversions: 0 }),
      ...(!clicks && !conversions && !views && { trainedToMs: 0 }),
    },
  };
}
