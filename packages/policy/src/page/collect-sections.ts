import { hasField } from '../field-mask.ts';
import type { Retention } from '../retention.ts';
import type { CompiledPolicy, FieldRow } from '../rows.ts';
import type { PageTexts } from './page-texts.ts';
import { folded, marks, table } from './table.ts';

/** "What we collect": every field with form, purposes, period, recipients. */
export function collectSection(policy: CompiledPolicy, text: PageTexts): string {
  const people = policy.fields.filter(isOfPeople);
  const others = policy.fields.filter((field) => !isOfPeople(field));
  const device = others.filter((field) => field.clause === 'C2');
  const serving = others.filter((field) => field.clause !== 'C2');
  return [
    `<p>${text('collect.intro')}</p>`,
    `<h3>${text('collect.device')}</h3>`,
    fieldTable(policy, text, device),
    `<h3>${text('collect.serving')}</h3>`,
    fieldTable(policy, text, serving),
    `<h3>${text('collect.people')}</h3>`,
    fieldTable(policy, text, people),
    `<p class="note">${text('collect.open')}</p>`,
  ].join('\n');
}

/** "What we never collect": hardware ids that are switched off, protocol members without use, and everything undeclared. */
export function neverSection(policy: CompiledPolicy, text: PageTexts): string {
  const off = policy.fields.filter((field) => isOff(field) && field.className === 'immutable');
  const rows = off.map((field) => [
    fieldName(field, text),
    formOf(policy, field, text),
    retentionOf(field, text),
  ]);
  return [
    `<p>${text('never.intro')}</p>`,
    `<ul><li>${text('never.rest')}</li>`,
    `<li>${text('never.off', { fields: text.list(off.map((field) => policy.texts[text.locale][`field.${field.name}`] ?? field.name)) })}</li>`,
    `<li>${text('never.known', { paths: text.list(policy.notCollected) })}</li></ul>`,
    table([text('column.field'), text('column.form'), text('column.kept')], rows),
  ].join('\n');
}

/** People who work with the platform, and those who run it. */
const isOfPeople = (field: FieldRow): boolean => field.subject === 'mediaUser' || field.subject === 'staff';

const isOff = (field: FieldRow): boolean => field.collect === 'off';

function fieldTable(policy: CompiledPolicy, text: PageTexts, fields: readonly FieldRow[]): string {
  const headings = (['field', 'form', 'purposes', 'kept', 'recipients', 'promise'] as const).map((name) =>
    text(`column.${name}`),
  );
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
    `<abbr>${field.clause}</abbr>`,
  ]);
  return table(headings, rows);
}

function fieldName(field: FieldRow, text: PageTexts): string {
  return `${text(`field.${field.name}`)}${folded(text('column.paths'), [...new Set(field.paths.map(({ path }) => path))])}`;
}

function formOf(policy: CompiledPolicy, field: FieldRow, text: PageTexts): string {
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
