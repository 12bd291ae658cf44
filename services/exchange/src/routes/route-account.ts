import type { AccountInput, AccountSettings } from '@jianchat/snapshot';
import type { Catalogue } from '../catalogue.ts';

export type RouteAccount =
  /** Undefined where none was named. */
  | { readonly ok: true; readonly account: AccountInput | undefined; readonly settings: AccountSettings }
  | { readonly ok: false; readonly disabled: boolean; readonly sentence: string };

/** The account that a route's caller names, '' for none, with what is set for it and by the host. */
export function accountOf(id: string, { accounts, disabledAccounts, rows }: Catalogue): RouteAccount {
  if (id === '') return { ok: true, account: undefined, settings: rows.host.accountDefaults ?? {} };
  const account = accounts.get(id);
  const row = account && rows.rowOf(id);
  if (row !== undefined) return { ok: true, account, settings: row.settings };
  if (account !== undefined) return refused('account config is malformed and could not be read');
  return disabledAccounts.has(id)
    ? { ...refused('account is disabled, please reach out to the prebid server host'), disabled: true }
    : refused('account must be valid if provided, please reach out to the prebid server host');
}

const refused = (sentence: string) => ({ ok: false, disabled: false, sentence }) as const;
