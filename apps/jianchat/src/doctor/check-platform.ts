import { existsSync } from 'node:fs';
import { FolderLockedError, lockFolder } from '@jianchat/supervision';
import { z } from 'zod';
import { PlatformFault } from '../compose/platform-fault.ts';
import { beyondBuild } from '../compose/policy.ts';
import { addressUrl } from '../front/listen.ts';
import { currentPolicy, versionPlace } from '../policy-versions/find-version.ts';
import { projectPath } from '../settings/read-settings.ts';
import type { Settings } from '../settings/settings.ts';
import { checkPort } from './check-host.ts';
import { type Finding, fail, ok, warn } from './finding.ts';

const READY_MS_MAX = 3_000;
const Readiness = z.object({
  parts: z.array(z.object({ name: z.string(), status: z.string(), detail: z.string().optional() })),
});

/** The running platform's own word about each of its parts; while it does not run, whether it could listen. */
export async function checkRunning(settings: Settings, folder: string): Promise<readonly Finding[]> {
  if (!(await isHeld(folder))) return [ok('platform', 'not running'), await checkPort(settings)];
  const address = `${addressUrl({ host: settings.JIANCHAT_HOST, port: settings.JIANCHAT_PORT })}/readyz`;
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(READY_MS_MAX) });
    const { parts } = Readiness.parse(await answer.json());
    return parts.map(({ name, status, detail = '' }) => {
      const text = detail === '' ? status : `${status}: ${detail}`;
      return status === 'ready' ? ok(name, text) : warn(name, text, 'see the log of the platform');
    });
  } catch {
    return [
      fail(
        'platform',
        `a process holds ${folder}, but nothing answers at ${address}`,
        'wait until it has started, or set JIANCHAT_HOST and JIANCHAT_PORT as it has them',
      ),
    ];
  }
}

async function isHeld(folder: string): Promise<boolean> {
  if (!existsSync(folder)) return false;
  try {
    (await lockFolder(folder)).release();
    return false;
  } catch (error) {
    return error instanceof FolderLockedError;
  }
}

/** The version that rules, and what an operator must fill in before people can rely on it. */
export function checkPolicy(settings: Settings): readonly Finding[] {
  try {
    const policy = currentPolicy(versionPlace(settings));
    const beyond = beyondBuild(policy);
    if (beyond.length > 0)
      return [
        fail(
          'policy',
          `version ${policy.version} asks for more than this build can do`,
          'jianchat policy check',
        ),
      ];
    const isNew = !existsSync(projectPath(settings.JIANCHAT_DATA));
    const version = ok(
      'policy',
      isNew
        ? 'a new installation begins under the newest announced version'
        : `version ${policy.version} rules`,
    );
    const gvl =
      policy.gvl === 0
        ? [
            warn(
              'vendor id',
              'meta.gvl is 0: consent for purposes counts, legitimate interest never',
              'name your id on the Global Vendor List, if you have one',
            ),
          ]
        : [ok('vendor id', String(policy.gvl))];
    return [version, ...gvl];
  } catch (error) {
    if (!(error instanceof PlatformFault)) throw error;
    const [summary = ''] = error.message.split('\n');
    return [fail('policy', `${summary} [${error.code}]`, 'jianchat policy check')];
  }
}
