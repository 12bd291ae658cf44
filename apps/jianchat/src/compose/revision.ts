import { execFile } from 'node:child_process';
import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const PROJECT = join(import.meta.dirname, '../../../..');
/** Prebid Server's word for a build that nobody marked. */
const NOT_SET = 'not-set';
const TIMEOUT_MS = 2_000;

/** The commit this program was started from; `not-set` where it stands in no checkout of its own, or git is not there. */
export async function readRevision(folder = PROJECT): Promise<string> {
  try {
    const { stdout } = await run('git', ['-C', folder, 'rev-parse', '--show-toplevel', 'HEAD'], {
      timeout: TIMEOUT_MS,
    });
    const [top = '', commit = NOT_SET] = stdout.trim().split('\n');
    // A copy inside somebody else's checkout would answer with that one's commit.
    return (await realpath(top)) === (await realpath(folder)) ? commit : NOT_SET;
  } catch {
    return NOT_SET;
  }
}
