import { hasField } from '../field-mask.ts';
import { type PageTexts, pageTexts } from '../page/page-texts.ts';
import type { CompiledPolicy, FieldRow, Locale, PurposeRow } from '../rows.ts';

/** Something said of several fields alike. */
export interface FieldGroup {
  readonly name: string;
  readonly fields: readonly string[];
}

/** One processing activity: everything done for one purpose. Names are texts of the language asked for. */
export interface ProcessingActivity {
  readonly id: string;
  readonly clause: string;
  readonly purpose: string;
  readonly description: string;
  /** Legal basis by regime; regimes where the purpose is never pursued are left out. */
  readonly bases: readonly FieldGroup[];
  readonly subjects: readonly string[];
  /** Fideslang categories of personal data. */
  readonly categories: readonly FieldGroup[];
  /** Recipient class and its contracts. */
  readonly recipients: readonly FieldGroup[];
  readonly transfers: string;
  readonly erasure: readonly FieldGroup[];
  readonly measures: readonly string[];
}

/** The record of processing activities that Article 30(1) GDPR asks a controller for, items (a) to (g). */
export interface ProcessingRecord {
  readonly policyVersion: number;
  readonly policyHash: string;
  readonly effective: string;
  /** (a) */
  readonly controller: { readonly name: string; readonly contact: string };
  /** (b) to (g) of each activity. */
  readonly activities: readonly ProcessingActivity[];
}

/** Made from the rows alone; what the policy does not declare is said to be missing, never filled in. */
export function processingRecord(policy: CompiledPolicy, locale: Locale): ProcessingRecord {
  const text = plainTexts(policy, locale);
  return {
    policyVersion: policy.version,
    policyHash: policy.hash,
    effective: policy.effective,
    controller: { name: policy.controller, contact: policy.contact || text('ropa.contactMissing') },
    activities: policy.purposes.flatMap((purpose) => {
      const fields = policy.fields.filter(
        (field) => (field.purposes & purpose.bit) !== 0 && field.subject !== 'none' && field.regimes !== 0,
      );
      return fields.length === 0 ? [] : [activityOf(policy, { purpose, fields, text })];
    }),
  };
}

interface Activity {
  readonly purpose: PurposeRow;
  readonly fields: readonly FieldRow[];
  readonly text: PageTexts;
}

function activityOf(policy: CompiledPolicy, { purpose, fields, text }: Activity): ProcessingActivity {
  const name = (field: FieldRow): string => text(`field.${field.name}`);
  const group = (key: (field: FieldRow) => string): FieldGroup[] => grouped(fields, key, name);
  return {
    id: purpose.name,
    clause: purpose.clause,
    purpose: text(`purpose.${purpose.name}`),
    description: text(`purpose.${purpose.name}.what`),
    bases: basesOf(policy, purpose, text),
    subjects: [...new Set(fields.map((field) => text(`ropa.subject.${field.subject}`)))],
    categories: group((field) => field.category),
    recipients: recipientsOf(policy, { purpose, fields, text }),
    transfers: text('ropa.transfersMissing'),
    erasure: group((field) => periodOf(field, text)),
    measures: [
      ...(['protect.gates', 'protect.memory', 'protect.keys'] as const).map((key) => text(key)),
      ...policy.safeguards
        .filter(({ state }) => state === 'inForce')
        .map(({ name, standards }) => `${text(`safeguard.${name}`)} (${standards.join(', ')})`),
    ],
  };
}

function grouped<Item>(
  items: readonly Item[],
  key: (item: Item) => string,
  name: (item: Item) => string,
): FieldGroup[] {
  const groups = new Map<string, string[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), name(item)]);
  return Array.from(groups, ([title, fields]) => ({ name: title, fields }));
}

function basesOf(policy: CompiledPolicy, purpose: PurposeRow, text: PageTexts): FieldGroup[] {
  const pursued = policy.regimes.filter((regime) => (regime.basis[purpose.name] ?? 'never') !== 'never');
  return grouped(
    pursued,
    (regime) => text(`ropa.basis.${regime.basis[purpose.name] ?? 'never'}`),
    (regime) => text(`regime.${regime.name}`),
  );
}

function recipientsOf(policy: CompiledPolicy, { purpose, fields, text }: Activity): FieldGroup[] {
  const contracts = [...policy.contracts.values()].filter((contract) =>
    contract.allow.some(
      (entry) => entry.purpose === purpose.bit && fields.some((field) => hasField(entry.fields, field.id)),
    ),
  );
  return grouped(
    contracts,
    ({ recipientClass }) => text(`recipient.${recipientClass}`),
    (contract) => contract.name,
  );
}

function periodOf({ retention: { days, criterion, then } }: FieldRow, text: PageTexts): string {
  if (days === 0) return text('retention.request');
  const period = days < 0 ? text('retention.account') : text('retention.days', { days: String(days) });
  return `${period} (${text(`criterion.${criterion}`)}; ${text(`then.${then}`)})`;
}

/** Texts as they are written: a record goes into files of several formats, and each escapes for itself. */
const plainTexts = (policy: CompiledPolicy, locale: Locale): PageTexts =>
  pageTexts(policy, locale, { encode: (plain) => plain });
