/** `operator` runs the platform, `media` and `advertiser` read what is their own, `auditor` reads everything and changes nothing. */
export const ROLES = ['operator', 'media', 'advertiser', 'auditor'] as const;
export type Role = (typeof ROLES)[number];

/** What one of which a role belongs to; null for those that see all. */
export const BOUND_TO = {
  operator: null,
  media: 'account',
  advertiser: 'advertiser',
  auditor: null,
} as const satisfies Readonly<Record<Role, 'account' | 'advertiser' | null>>;

const OWNERS = ['account', 'advertiser'] as const;
export type Owner = (typeof OWNERS)[number];

/** Which of both a role lacks, or has and may not. */
export const unfitOwners = (role: Role, bound: Readonly<Record<Owner, string | null>>): readonly Owner[] =>
  OWNERS.filter((owner) => (BOUND_TO[role] === owner) !== Boolean(bound[owner]));
