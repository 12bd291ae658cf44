import type { AccountInput, AccountSettings } from '@jianchat/snapshot';
import type { Catalogue } from '../catalogue.ts';
import { disabledAccount, malformedAccount, NO_ACCOUNT } from '../stages/parse.ts';
import { invalid, type RouteAnswer } from './route.ts';

export type RouteAccount =
  /** Undefined where none was named. */
  | { readonly ok: true; readonly account: AccountInput | undefined; readonly settings: AccountSettings }
  | { readonly ok: false; readonly fault: AccountFault };

export type AccountFault = 'unknown' | 'disabled' | 'malformed';

/** The account that a route's caller names, '' for none, with what is set for it and by the host. */
export function accountOf(id: string, { accounts, disabledAccounts, rows }: Catalogue): RouteAccount {
  if (id === '') return { ok: true, account: undefined, settings: rows.host.accountDefaults ?? {} };
  const account = accounts.get(id);
  const row = account && rows.rowOf(id);
  if (row !== undefined) return { ok: true, account, settings: row.settings };
  if (account !== undefined) return { ok: false, fault: 'malformed' };
  return { ok: false, fault: disabledAccounts.has(id) ? 'disabled' : 'unknown' };
}

/** As the routes of user sync say it. */
export const SYNC_ACCOUNT_FAULTS: Readonly<Record<AccountFault, string>> = {
  unknown: 'account must be valid if provided, please reach out to the prebid server host',
  disabled: 'account is disabled, please reach out to the prebid server host',
  malformed: 'account config is malformed and could not be read',
};

/** As `/event` and `/vtrack` say it: in the words and by the statuses of an auction. */
export function accountRefusal(fault: AccountFault, id: string): RouteAnswer {
  if (fault === 'unknown') return invalid(NO_ACCOUNT);
  return fault === 'disabled' ? invalid(disabledAccount(id), 503) : invalid(malformedAccount(id), 500);
}
