import { hasField } from '../field-mask.ts';
import type { Retention } from '../retention.ts';
import type { CompiledPolicy, FieldRow } from '../rows.ts';
import { fateCell } from './fates.ts';
import type { PageContext } from './page-context.ts';
import type { PageTexts } from './page-texts.ts';
import { folded, marks, table } from './table.ts';

/** Fields with form, purposes, period and recipients, and with what became of them here where that is known. */
export function fieldTable(context: PageContext, fields: readonly FieldRow[]): string {
  const { policy, text, counters } = context;
  const seen = counters !== undefined && fields.some(({ name }) => counters.fields[name] !== undefined);
  const columns = ['field', 'form', 'purposes', 'kept', 'recipients'] as const;
  const headings = [...columns, ...(seen ? (['seen'] as const) : [])].map((name) => text(`column.${name}`));
  const rows = fields.map((field) => [
    fieldName(field, text),
    formOf(policy, field, text),
    marks(
      policy.purposes
        .filter((purpose) => (field.purposes & purpose.bit) !== 0)
        .map((purpose) => text(`purpose.${purpose.name}`)),
    ),
    retentionOf(field, text),
    recipientsOf(policy, field, text),
    ...(seen ? [fateCell(counters.fields[field.name], text)] : []),
  ]);
  return table(headings, rows);
}

/** A field's name with its places in the protocol folded away. */
export function fieldName(field: FieldRow, text: PageTexts): string {
  return `${text(`field.${field.name}`)}${folded(text('column.paths'), [...new Set(field.paths.map(({ path }) => path))])}`;
}

/** What is left of a field when it enters, in words. */
export function formOf(policy: CompiledPolicy, field: FieldRow, text: PageTexts): string {
  if (field.collect === 'off') {
    const regimes = policy.regimes.filter((regime) => ((field.regimes >>> regime.id) & 1) === 1);
    if (regimes.length === 0) return text('form.off');
    const names = regimes.map((regime) => policy.texts[text.locale][`regime.${regime.name}`] ?? regime.name);
    const unless = text('form.offUnless', { regimes: text.list(names) });
    return field.form === 'keyedHash' ? `${unless}; ${text('form.keyedHash')}` : unless;
  }
  const coarse = policy.fieldById.get(field.coarse);
  if (coarse)
    return text('form.coarse', { field: policy.texts[text.locale][`field.${coarse.name}`] ?? coarse.name });
  return text(`form.${field.form}`);
}

/** Period and what follows, in words. */
export const retentionOf = (field: FieldRow, text: PageTexts): string => periodOf(field.retention, text);

/** A period in words. */
export function periodOf({ days, keep }: Retention, text: PageTexts): string {
  if (days === 0) return text('retention.request');
  if (keep === 'platform') return text('retention.platform');
  return days < 0 ? text('retention.account') : text('retention.days', { days: String(days) });
}

/** Recipient classes with a contract that names the field. */
function recipientsOf(policy: CompiledPolicy, field: FieldRow, text: PageTexts): string {
  const contracts = [...policy.contracts.values()].filter((contract) =>
    contract.allow.some(({ fields }) => hasField(fields, field.id)),
  );
  const classes = [...new Set(contracts.map((contract) => contract.recipientClass))];
  return marks(classes.map((name) => text(`recipient.${name}`)));
}
