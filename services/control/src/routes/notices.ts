import { acknowledgeNotice, policyNotices } from '@jianchat/api-contract';
import type { ReleasedPolicy } from '@jianchat/policy';
import { refuse } from '../api/problem-reply.ts';
import type { Serve } from '../api/serve.ts';
import type { Notices } from '../notices/notices.ts';
import type { PolicyVersions } from '../policy/policy-versions.ts';

interface NoticeDeps {
  readonly notices: Notices;
  readonly inForce: PolicyVersions;
  readonly now: () => number;
}

/** What is announced: the console shows it above every room until it applies or was put away. */
export function serveNotices(serve: Serve, { notices, inForce, now }: NoticeDeps): void {
  const announced = (): readonly ReleasedPolicy[] => {
    const nowMs = now();
    const { version } = inForce.at(nowMs).policy;
    return inForce
      .released()
      .filter(({ record }) => record.version > version && record.noticeDays > 0)
      .filter(({ record }) => Date.parse(`${record.announced}T00:00:00Z`) <= nowMs);
  };

  serve(policyNotices, async ({ caller }) => ({
    notices: await Promise.all(
      announced().map(async (release) => {
        const { record } = release;
        const fromMs = inForce.schedule().find(({ policy }) => policy.version === record.version)?.fromMs;
        const acknowledged =
          caller.kind === 'user' ? await notices.acknowledgedAt(release, caller.name) : undefined;
        return {
          version: record.version,
          announced: record.announced,
          takesEffect: dayOf(fromMs),
          noticeDays: record.noticeDays,
          widenings: record.changes
            .filter(({ significance }) => significance === 'widening')
            .map(({ path }) => path),
          acknowledgedAt: acknowledged?.toISOString() ?? null,
          delivery: caller.scope.of === 'all' ? await notices.progress(release) : null,
        };
      }),
    ),
  }));

  serve(acknowledgeNotice, async ({ caller, params }) => {
    const release = announced().find(({ record }) => String(record.version) === params.version);
    if (release === undefined || caller.kind !== 'user') return refuse('record.unknown');
    const at = await notices.acknowledge(release, caller.name);
    return at === undefined
      ? refuse('record.unknown')
      : { version: release.record.version, acknowledgedAt: at.toISOString() };
  });
}

const dayOf = (ms: number | undefined): string | null =>
  ms === undefined || !Number.isFinite(ms) ? null : new Date(ms).toISOString().slice(0, 10);
