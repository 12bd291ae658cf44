import type { AccountInput } from '@jianchat/snapshot';
import type { Catalogue } from '../catalogue.ts';
import { type RouteAnswer, text } from './route.ts';

export type RouteAccount =
  | { readonly ok: true; readonly account: AccountInput }
  | { readonly ok: false; readonly answer: RouteAnswer };

/** The account that a route's caller names; 503 for one that was switched off, as Prebid Server answers. */
export function accountOf(id: string, catalogue: Catalogue): RouteAccount {
  const account = catalogue.accounts.get(id);
  if (account !== undefined) return { ok: true, account };
  if (catalogue.disabledAccounts.has(id))
    return refused(503, 'account is disabled, please reach out to the prebid server host');
  return refused(400, 'account must be valid if provided, please reach out to the prebid server host');
}

const refused = (status: number, sentence: string): RouteAccount => ({
  ok: false,
  answer: text(status, `Invalid request: ${sentence}`),
});
