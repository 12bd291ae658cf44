import type { CompiledPolicy } from '@jianchat/policy';
import type { ContractLookup } from './import-configuration.ts';

/** Which recipient contracts the policy in force has: a bidder can be configured under one of these only. */
export function policyContracts(inForce: () => CompiledPolicy): ContractLookup {
  return (id) => {
    const contract = inForce().contracts.get(id);
    return contract === undefined
      ? undefined
      : { recipientClass: contract.recipientClass, name: contract.name };
  };
}
