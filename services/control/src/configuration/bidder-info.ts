import type { Tables } from '@jianchat/records';
import type { BidderInput, Capabilities, UserSync } from '@jianchat/snapshot';
import type { Selectable } from 'kysely';

/** What a bidder says of itself, beside how it is asked. */
type BidderInfo = Pick<
  BidderInput,
  'maintainer' | 'gvlId' | 'capabilities' | 'userSync' | 'parametersSchema' | 'modifyingVastXmlAllowed'
>;

export const bidderInfoRow = (info: BidderInfo) => ({
  maintainer_email: info.maintainer?.email ?? null,
  gvl_id: info.gvlId ?? null,
  capabilities: info.capabilities ?? null,
  user_sync: info.userSync ?? null,
  parameters_schema: info.parametersSchema ?? null,
  modifying_vast_allowed: info.modifyingVastXmlAllowed,
});

/** Only `bidderInfoRow` writes the columns, from a parsed bidder: what they hold is what was parsed. */
export function bidderInfoOf(row: Selectable<Tables['bidders']>): BidderInfo {
  const { maintainer_email: email, gvl_id: gvlId, capabilities, user_sync: userSync } = row;
  return {
    ...(email === null ? {} : { maintainer: { email } }),
    ...(gvlId === null ? {} : { gvlId }),
    ...(capabilities === null ? {} : { capabilities: capabilities as Capabilities }),
    ...(userSync === null ? {} : { userSync: userSync as UserSync }),
    ...(row.parameters_schema === null ? {} : { parametersSchema: row.parameters_schema }),
    modifyingVastXmlAllowed: row.modifying_vast_allowed,
  };
}
