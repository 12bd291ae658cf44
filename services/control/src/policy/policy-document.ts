import { type CompiledPolicy, type FieldMask, hasField } from '@jianchat/policy';

/** The compiled policy in machine-readable form: every bit by the name it stands for. */
export function policyDocument(policy: CompiledPolicy) {
  const purposes = (bits: number) =>
    policy.purposes.filter(({ bit }) => (bits & bit) !== 0).map(({ name }) => name);
  const regimes = (bits: number) =>
    policy.regimes.filter(({ id }) => (bits & (1 << id)) !== 0).map(({ name }) => name);
  const fields = (mask: FieldMask) =>
    policy.fields.filter(({ id }) => hasField(mask, id)).map(({ name }) => name);
  const { version, hash, effective, minNoticeDays, controller, gvl } = policy;
  return {
    version,
    hash,
    effective,
    minNoticeDays,
    controller,
    gvl,
    purposes: policy.purposes.map(({ name, clause, tcf, feature, dpv }) => ({
      name,
      clause,
      tcf,
      feature,
      dpv,
    })),
    fields: policy.fields.map((field) => ({
      name: field.name,
      clause: field.clause,
      subject: field.subject,
      category: field.category,
      class: field.className,
      form: field.form,
      paths: field.paths,
      purposes: purposes(field.purposes),
      requires: purposes(field.requires),
      regimes: regimes(field.regimes),
      collect: field.collect,
      share: field.share,
      store: field.store,
      retention: field.retention,
    })),
    regimes: policy.regimes.map(({ name, strictness, signal, countries, basis }) => ({
      name,
      strictness,
      signal,
      countries,
      basis,
    })),
    recipientClasses: policy.recipientClasses.map(({ name, clause }) => ({ name, clause })),
    contracts: [...policy.contracts.values()].map((contract) => ({
      name: contract.name,
      recipientClass: contract.recipientClass,
      gvl: contract.gvl,
      onward: contract.onward,
      retentionDays: contract.retentionDays,
      allow: contract.allow.map((each) => ({ purpose: purposes(each.purpose), fields: fields(each.fields) })),
    })),
    notCollected: policy.notCollected,
    texts: policy.texts,
  };
}
