import type { CompiledPolicy } from '@jianchat/policy';
import type { ContractLookup } from './import-configuration.ts';

/** Which recipient contracts the policy has: a bidder can be configured under one of these only. */
export function policyContracts(policy: CompiledPolicy): ContractLookup {
  return (id) => {
    const contract = policy.contracts.get(id);
    return contract === undefined
      ? undefined
      : { recipientClass: contract.recipientClass, name: contract.name };
  };
}
