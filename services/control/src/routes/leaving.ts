import { leave as leaveRoute, myData } from '@jianchat/api-contract';
import type { Records } from '@jianchat/records';
import { refuse } from '../api/problem-reply.ts';
import type { Serve } from '../api/serve.ts';
import type { ApiKeys } from '../auth/api-keys.ts';
import type { ConversionKeys } from '../conversions/conversion-keys.ts';
import { leave } from '../leaving/leave.ts';
import { dataOf } from '../leaving/my-data.ts';
import type { OnLog } from '../log-line.ts';

interface LeavingDeps {
  readonly db: Records['db'];
  readonly keys: ApiKeys;
  readonly conversionKeys: ConversionKeys;
  readonly now: () => number;
  readonly onLog: OnLog;
}

/** The way out for who does not agree: one's data to take along, then the account closed. A key is no person. */
export function serveLeaving(serve: Serve, deps: LeavingDeps): void {
  serve(myData, async ({ caller }) => {
    if (caller.kind !== 'user') return refuse('auth.notPerson');
    return (await dataOf(caller, deps)) ?? refuse('record.unknown');
  });

  serve(leaveRoute, async ({ caller, body }) => {
    if (caller.kind !== 'user') return refuse('auth.notPerson');
    if (body.confirm.trim().toLowerCase() !== caller.name)
      return refuse('request.invalid', {
        faults: [
          { path: 'confirm', code: 'confirm.differs', message: 'write the address you are signed in with' },
        ],
      });
    const outcome = await leave(caller, deps);
    if (!outcome.ok)
      return refuse(outcome.fault === 'lastOperator' ? 'leave.lastOperator' : 'record.unknown');
    deps.onLog({
      level: 'info',
      event: 'account.left',
      detail: {
        role: caller.role,
        account: outcome.closedAccount ?? '',
        advertiser: outcome.closedAdvertiser ?? '',
      },
    });
    const { closedAccount, closedAdvertiser } = outcome;
    return { closedAccount, closedAdvertiser };
  });
}
