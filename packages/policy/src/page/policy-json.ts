import { fieldIds } from '../field-mask.ts';
import type { CompiledPolicy } from '../rows.ts';
import { documentJson } from './document-json.ts';

/** The policy for machines (`/policy.json`): names instead of bits, nothing left out. */
export function policyJson(policy: CompiledPolicy): Record<string, unknown> {
  const purposeNames = (bits: number): string[] =>
    policy.purposes.filter((purpose) => (bits & purpose.bit) !== 0).map((purpose) => purpose.name);
  const nameOf = (id: number): string | undefined => policy.fieldById.get(id)?.name;
  return {
    version: policy.version,
    effective: policy.effective,
    hash: policy.hash,
    controller: policy.controller,
    contact: policy.contact,
    minNoticeDays: policy.minNoticeDays,
    gvl: policy.gvl,
    fields: policy.fields.map((field) => ({
      id: field.id,
      name: field.name,
      clause: field.clause,
      subject: field.subject,
      category: field.category,
      class: field.className,
      collect: field.collect,
      form: field.form,
      ...(field.coarseOf >= 0 ? { coarseOf: nameOf(field.coarseOf) } : {}),
      purposes: purposeNames(field.purposes),
      requires: purposeNames(field.requires),
      regimes: policy.regimes
        .filter((regime) => ((field.regimes >>> regime.id) & 1) === 1)
        .map(({ name }) => name),
      share: field.share,
      sources: field.sources,
      paths: field.paths,
      api: field.api,
      store: field.store,
      retention: field.retention,
    })),
    purposes: policy.purposes.map(({ bit: _bit, ...purpose }) => purpose),
    floors: policy.floors.map((floor) => ({
      id: floor.id,
      name: floor.name,
      clause: floor.clause,
      denies: purposeNames(floor.denies),
      drops: Object.keys(policy.classes).filter(
        (name) => ((floor.drops >>> (policy.classes[name] ?? 31)) & 1) === 1,
      ),
    })),
    regimes: policy.regimes.map(({ always: _always, onGrant: _onGrant, ...regime }) => regime),
    classes: policy.classes,
    recipientClasses: policy.recipientClasses,
    contracts: [...policy.contracts.values()].map((contract) => ({
      id: contract.id,
      name: contract.name,
      clause: contract.clause,
      class: contract.recipientClass,
      gvl: contract.gvl,
      onward: contract.onward,
      retentionDays: contract.retentionDays,
      legitimateInterest: purposeNames(contract.legitimateInterest),
      allow: Object.fromEntries(
        contract.allow.map(({ purpose, fields }) => [purposeNames(purpose)[0], fieldIds(fields).map(nameOf)]),
      ),
    })),
    mirrors: Object.fromEntries(policy.mirrors),
    platformOnly: policy.platformOnly,
    notCollected: policy.notCollected,
    ...documentJson(policy),
    texts: policy.texts,
  };
}
