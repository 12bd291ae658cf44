import type { RoleFault } from '@jianchat/control';

export const ROLE_FAULTS = {
  'account.unknown': 'there is no such account',
  'account.unfit': 'role media needs --account, and no other role takes one',
  'advertiser.unknown': 'there is no such advertiser',
  'advertiser.unfit': 'role advertiser needs --advertiser, and no other role takes one',
} as const satisfies Record<RoleFault, string>;
