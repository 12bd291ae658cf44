import type { Catalogue } from '../../catalogue.ts';
import { asObject, type JsonObject } from '../../json-object.ts';

/** One break for ads, as the page asks for it. */
interface Pod {
  readonly id: number;
  readonly durationSec: number;
  /** The placement, or stored impression, that its impressions are made of. */
  readonly configId: string;
}

export interface PodFault {
  readonly podid: number;
  readonly errors: readonly string[];
}

export type PodReading =
  | { readonly ok: true; readonly imps: readonly JsonObject[]; readonly faults: readonly PodFault[] }
  | { readonly ok: false; readonly messages: readonly string[] };

const PODS_MAX = 50;
const DURATIONS_MAX = 50;

/**
 * The impressions of all pods: as many in each as fit with the shortest length. With `requireexactduration` each length gets its
 * share of them, and at least one; else every impression takes up to the longest. A pod that can't be asked for is told with its
 * faults while the others are; if none can, the request is refused.
 */
export function readPods(
  config: unknown,
  { video, catalogue }: { video: JsonObject; catalogue: Catalogue },
): PodReading {
  const { durationrangesec, requireexactduration, pods } = asObject(config);
  const wrong: string[] = [];
  if (!Array.isArray(durationrangesec) || durationrangesec.length === 0)
    wrong.push('request missing required field: PodConfig.DurationRangeSec');
  else if (durationrangesec.length > DURATIONS_MAX || !durationrangesec.every(isPositive))
    wrong.push('duration array cannot contain negative or zero values');
  if (requireexactduration !== undefined && typeof requireexactduration !== 'boolean')
    wrong.push('PodConfig.RequireExactDuration must be true or false');
  if (!Array.isArray(pods) || pods.length === 0) wrong.push('request missing required field: PodConfig.Pods');
  else if (pods.length > PODS_MAX) wrong.push(`PodConfig.Pods must have at most ${PODS_MAX} pods`);
  if (wrong.length > 0 || !Array.isArray(durationrangesec) || !Array.isArray(pods))
    return { ok: false, messages: wrong };
  const imps: JsonObject[] = [];
  const faults: PodFault[] = [];
  const seen = new Set<number>();
  for (const [at, raw] of pods.entries()) {
    const { pod, errors } = readPod(raw, { at, seen, catalogue });
    seen.add(pod.id);
    if (errors.length > 0) faults.push({ podid: pod.id, errors });
    else
      imps.push(
        ...impsOf(pod, { video, durationsSec: durationrangesec, exact: requireexactduration === true }),
      );
  }
  if (imps.length > 0) return { ok: true, imps, faults };
  const all = faults.map(({ errors }) => errors.join(', ')).join('; ');
  return { ok: false, messages: [`all pods are incorrect: ${all}`] };
}

interface PodPlace {
  readonly at: number;
  readonly seen: ReadonlySet<number>;
  readonly catalogue: Catalogue;
}

function readPod(raw: unknown, { at, seen, catalogue }: PodPlace): { pod: Pod; errors: readonly string[] } {
  const { podid, adpoddurationsec, configid } = asObject(raw);
  const errors: string[] = [];
  const id = Number.isSafeInteger(podid) ? Number(podid) : 0;
  if (seen.has(id)) errors.push(`request duplicated required field: PodConfig.Pods.PodId, Pod id: ${id}`);
  if (id <= 0) errors.push(`request missing required field: PodConfig.Pods.PodId, Pod index: ${at}`);
  if (typeof adpoddurationsec === 'number' && adpoddurationsec < 0)
    errors.push(
      `request incorrect required field: PodConfig.Pods.AdPodDurationSec is negative, Pod index: ${at}`,
    );
  else if (!isPositive(adpoddurationsec) || adpoddurationsec > POD_SEC_MAX)
    errors.push(
      `request missing or incorrect required field: PodConfig.Pods.AdPodDurationSec, Pod index: ${at}`,
    );
  const configId = typeof configid === 'string' ? configid : '';
  if (configId === '')
    errors.push(`request missing or incorrect required field: PodConfig.Pods.ConfigId, Pod index: ${at}`);
  else if (!catalogue.placements.has(configId) && !catalogue.storedImps.has(configId))
    errors.push(`unable to load configid, Pod id: ${id}`);
  return { pod: { id, durationSec: Number(adpoddurationsec), configId }, errors };
}

/** A day of nothing but ads. */
const POD_SEC_MAX = 86_400;
/** What an auction takes; more are refused there. */
const IMPS_MAX = 101;
const isPositive = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) > 0;

interface PodTerms {
  readonly video: JsonObject;
  readonly durationsSec: readonly number[];
  readonly exact: boolean;
}

function impsOf(pod: Pod, { video, durationsSec, exact }: PodTerms): readonly JsonObject[] {
  const fitting = Math.floor(pod.durationSec / Math.min(...durationsSec));
  const count = Math.min(exact ? Math.max(fitting, durationsSec.length) : fitting, IMPS_MAX);
  const perDuration = Math.floor(count / durationsSec.length);
  return Array.from({ length: count }, (_, at) => {
    const exactSec =
      durationsSec[Math.min(Math.floor(at / Math.max(perDuration, 1)), durationsSec.length - 1)];
    const lengths = exact
      ? { minduration: exactSec, maxduration: exactSec }
      : { maxduration: Math.max(...durationsSec) };
    return {
      id: `${pod.id}_${at}`,
      video: { ...video, ...lengths },
      ext: { prebid: { storedrequest: { id: pod.configId } } },
    };
  });
}

/** The pod of an impression. */
export const podOfImp = (impId: string): number => Number(impId.slice(0, impId.indexOf('_')));
