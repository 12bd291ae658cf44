import { BOUND_TO, ROLES, type Role, type RouteRoles, unfitOwners } from '@jianchat/api-contract';
import { type Refusal, refuse } from '../api/problem-reply.ts';

/** What a caller sees: everything, or what belongs to one media account or to one advertiser. */
export type Scope =
  | { readonly of: 'all' }
  | { readonly of: 'account'; readonly id: string }
  | { readonly of: 'advertiser'; readonly id: string };

/** Who makes a request, once known. */
export interface Caller {
  readonly kind: 'user' | 'key';
  /** The user's or the key's. */
  readonly id: string;
  /** A user's e-mail address or a key's name. */
  readonly name: string;
  readonly role: Role;
  readonly scope: Scope;
}

/** Whether a request was identified, came without proof, or with a proof that does not hold. */
export type Identity =
  | { readonly status: 'known'; readonly caller: Caller }
  | { readonly status: 'anonymous' }
  | { readonly status: 'refused' };

/** A role as it is stored, with the account or the advertiser that it is bound to. */
export interface StoredRole {
  readonly role: string;
  readonly account: string | null;
  readonly advertiser: string | null;
}

/** Undefined for combinations that mean nothing: an unknown role, one bound to nothing or to too much. Nobody may do anything as such. */
export function toCaller(
  kind: Caller['kind'],
  { id, name, ...stored }: StoredRole & { readonly id: string; readonly name: string },
): Caller | undefined {
  const role = ROLES.find((known) => known === stored.role);
  const scope = role && scopeOf(role, stored);
  return role && scope && { kind, id, name, role, scope };
}

/** Each role has one kind of scope; undefined where what is stored does not fit it. */
export function scopeOf(role: Role, stored: Omit<StoredRole, 'role'>): Scope | undefined {
  if (unfitOwners(role, stored).length > 0) return undefined;
  const of = BOUND_TO[role];
  return of === null ? { of: 'all' } : { of, id: stored[of] ?? '' };
}

/** What a caller's scope is called where it is told. */
export const boundTo = ({ scope }: Caller): Pick<StoredRole, 'account' | 'advertiser'> => ({
  account: scope.of === 'account' ? scope.id : null,
  advertiser: scope.of === 'advertiser' ? scope.id : null,
});

export function mayCall(caller: Caller, roles: RouteRoles): boolean {
  return roles === 'public' || roles === 'signed-in' || roles.includes(caller.role);
}

/** Whether the caller may see what belongs to a media account. */
export function maySee({ scope }: Caller, account: string): boolean {
  return scope.of === 'all' || (scope.of === 'account' && scope.id === account);
}

/** The one media account that the caller sees; null for all. A route that asks is for nobody else: another scope here is a fault of ours. */
export function accountSeen({ scope }: Caller): string | null {
  if (scope.of === 'advertiser') throw new Error('a route of media was opened to advertisers');
  return scope.of === 'account' ? scope.id : null;
}

/** The same of advertisers. */
export function advertiserSeen({ scope }: Caller): string | null {
  if (scope.of === 'account') throw new Error('a route of advertisers was opened to media');
  return scope.of === 'advertiser' ? scope.id : null;
}

/** Whose a request is about: an advertiser's own, whoever it asks for; undefined for all. Another one is refused. */
export function advertiserAsked(caller: Caller, asked: string | undefined): string | undefined | Refusal {
  const own = advertiserSeen(caller);
  return own !== null && asked !== undefined && asked !== own ? refuse('auth.forbidden') : (own ?? asked);
}
