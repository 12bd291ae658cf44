import { firstVersionOf } from '../policy-versions/first-version.ts';
import { openNoticeProofs, type ProvenVersions } from '../policy-versions/notice-proofs.ts';
import { openPolicyVersions, type PolicyVersionsOfHost } from '../policy-versions/policy-in-force.ts';
import { projectPath } from '../settings/read-settings.ts';
import type { Host } from './host.ts';

/** How long a released version, or the proof that it may take effect, stays unseen by a running process. */
const LOOK_MS = 2_000;

/** The policy's versions, looked after while the process runs: what is released later is scheduled without a restart. */
export function startPolicyPart(host: Host, hashKey: Buffer): ProvenVersions {
  const folder = projectPath(host.settings.JIANCHAT_POLICY);
  const proofs = openNoticeProofs(host.dataFolder);
  const first = firstVersionOf(host.dataFolder);
  const versions = openPolicyVersions({ folder, hashKey, nowMs: Date.now(), proofOf: proofs.of, first });
  let fault: string | undefined;
  let rules = versions.at(Date.now()).policy.version;
  const look = (): void => {
    try {
      versions.refresh();
      fault = undefined;
    } catch (error) {
      // What ruled goes on ruling.
      const said = error instanceof Error ? error.message : String(error);
      if (said !== fault)
        host.logger.error({ err: error }, 'the released versions of the policy cannot be read');
      fault = said;
    }
    const { version, hash } = versions.at(Date.now()).policy;
    if (version !== rules)
      host.logger.info({ version, hash }, `version ${version} of the policy has taken effect`);
    rules = version;
  };
  const timer = setInterval(look, LOOK_MS);
  host.closing.add('policy versions', () => clearInterval(timer));
  host.readiness.add(() => policyState(versions, fault));
  return { ...versions, proofs };
}

/** A version whose day has come without its conditions met is told: somebody must act. */
function policyState(versions: PolicyVersionsOfHost, fault: string | undefined) {
  const nowMs = Date.now();
  const { version } = versions.at(nowMs).policy;
  const held = versions
    .schedule()
    .filter(({ policy, fromMs }) => policy.version > version && fromMs === Number.POSITIVE_INFINITY)
    .filter(({ policy }) => Date.parse(`${policy.effective}T00:00:00Z`) <= nowMs);
  if (fault !== undefined)
    return { name: 'policy', status: 'degraded', detail: 'released versions are damaged' } as const;
  if (held.length > 0)
    return {
      name: 'policy',
      status: 'degraded',
      detail: `version ${version} rules; version ${held[0]?.policy.version} is held: notice has not reached everybody`,
    } as const;
  return { name: 'policy', status: 'ready', detail: `version ${version}` } as const;
}
