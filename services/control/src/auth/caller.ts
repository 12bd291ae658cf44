import { ROLES, type Role, type RouteRoles } from '@jianchat/api-contract';

/** Who makes a request, once known. */
export interface Caller {
  readonly kind: 'user' | 'key';
  /** The user's or the key's. */
  readonly id: string;
  /** A user's e-mail address or a key's name. */
  readonly name: string;
  readonly role: Role;
  /** The one media account a `media` caller sees; null for the other roles, which see all. */
  readonly account: string | null;
}

/** Whether a request was identified, came without proof, or with a proof that does not hold. */
export type Identity =
  | { readonly status: 'known'; readonly caller: Caller }
  | { readonly status: 'anonymous' }
  | { readonly status: 'refused' };

/** Undefined for combinations that mean nothing: an unknown role, a media caller of no account. Nobody may do anything as such. */
export function toCaller(
  kind: Caller['kind'],
  stored: {
    readonly id: string;
    readonly name: string;
    readonly role: string;
    readonly account: string | null;
  },
): Caller | undefined {
  const role = ROLES.find((known) => known === stored.role);
  if (role === undefined) return undefined;
  if (role === 'media' && !stored.account) return undefined;
  return { kind, id: stored.id, name: stored.name, role, account: role === 'media' ? stored.account : null };
}

export function mayCall(caller: Caller, roles: RouteRoles): boolean {
  return roles === 'public' || roles === 'signed-in' || roles.includes(caller.role);
}

/** Whether the caller may see what belongs to an account. */
export function maySee(caller: Caller, account: string): boolean {
  return caller.account === null || caller.account === account;
}
