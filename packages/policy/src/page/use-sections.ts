import { addFields, emptyMask, fieldIds } from '../field-mask.ts';
import type { CompiledPolicy, ContractRow, FieldRow, RecipientClassRow } from '../rows.ts';
import { escapeHtml } from './escape-html.ts';
import { countOf } from './fates.ts';
import { retentionOf } from './field-table.ts';
import type { PageContext } from './page-context.ts';
import type { PageTexts } from './page-texts.ts';
import { marks, table } from './table.ts';

/** Purposes and the TCF purposes behind them. */
export function purposeTable(policy: Pick<CompiledPolicy, 'purposes'>, text: PageTexts): string {
  const rows = policy.purposes.map((purpose) => {
    const tcf = purpose.tcf.map(String);
    if (purpose.feature > 0) tcf.push(`SF ${purpose.feature}`);
    return [
      text(`purpose.${purpose.name}`),
      text(`purpose.${purpose.name}.what`),
      tcf.length > 0 ? marks(tcf) : text('use.none'),
    ];
  });
  return table([text('column.purpose'), text('column.meaning'), text('column.tcf')], rows);
}

/** Recipient classes, with the contracts of each. */
export function recipientTable(
  { policy, text }: Pick<PageContext, 'policy' | 'text'>,
  classes: readonly RecipientClassRow[],
): string {
  const rows = classes.map((row) => [
    text(`recipient.${row.name}`),
    text(`recipient.${row.name}.what`),
    marks(
      [...policy.contracts.values()]
        .filter((contract) => contract.recipientClass === row.name)
        .map(({ name }) => escapeHtml(name)),
    ),
  ]);
  return table([text('column.recipient'), text('column.meaning'), text('share.contracts')], rows);
}

/** Contracts: what each recipient may have, for what, and what it may do with it. */
export function contractTable(
  { policy, text }: Pick<PageContext, 'policy' | 'text'>,
  contracts: readonly ContractRow[],
): string {
  const headings = (['recipient', 'vendor', 'purposes', 'fields', 'onward'] as const).map((name) =>
    text(`column.${name}`),
  );
  const rows = contracts.map((contract) => [
    escapeHtml(contract.name),
    contract.gvl > 0 ? String(contract.gvl) : '–',
    marks(
      policy.purposes
        .filter((purpose) => (contract.purposes & purpose.bit) !== 0)
        .map((purpose) => text(`purpose.${purpose.name}`)),
    ),
    fieldsOf(policy, contract, text),
    `${text(`share.onward.${contract.onward}`)}; ${text('share.days', { days: String(contract.retentionDays) })}`,
  ]);
  return table(headings, rows);
}

/** Signals that take something away whatever else was agreed. */
export function floorTable(policy: Pick<CompiledPolicy, 'floors'>, text: PageTexts): string {
  const rows = policy.floors.map((floor) => [text(`floor.${floor.name}`), text(`floor.${floor.name}.what`)]);
  return table([text('column.signal'), text('column.effect')], rows);
}

function fieldsOf(policy: CompiledPolicy, contract: ContractRow, text: PageTexts): string {
  const mask = emptyMask(policy.fieldWords);
  for (const { fields } of contract.allow) addFields(mask, fields);
  const names = fieldIds(mask).flatMap((id) => policy.fieldById.get(id) ?? []);
  const items = names.map((field: FieldRow) => `<li>${text(`field.${field.name}`)}</li>`).join('');
  return `<details><summary>${names.length}</summary><ul>${items}</ul></details>`;
}

/** Places with rules of their own. */
export function regimeTable(policy: Pick<CompiledPolicy, 'regimes'>, text: PageTexts): string {
  const rows = policy.regimes.map(({ name }) => [text(`regime.${name}`), text(`regime.${name}.what`)]);
  return table([text('column.place'), text('column.meaning')], rows);
}

/** "Your place, your choices": basis of every purpose in every regime, and the signals that always win. */
export function regimesSection({ policy, text, counters }: PageContext): string {
  const headings = [text('column.purpose'), ...policy.regimes.map((regime) => text(`regime.${regime.name}`))];
  const rows = policy.purposes.map((purpose) => [
    text(`purpose.${purpose.name}`),
    ...policy.regimes.map((regime) => {
      const basis = regime.basis[purpose.name] ?? 'never';
      return `<span class="basis ${basis}">${text(`basis.${basis}`)}</span>`;
    }),
  ]);
  const regimes = policy.regimes.map((regime) => {
    const countries =
      regime.countries.length > 0 ? ` <small class="countries">${regime.countries.join(' ')}</small>` : '';
    const count = counters?.regimes[regime.name];
    const seen =
      count === undefined ? '' : ` <small>${text('seen.requests')}: ${countOf(count, text)}</small>`;
    return `<dt id="regime-${regime.name}">${text(`regime.${regime.name}`)}${seen}</dt><dd>${text(`regime.${regime.name}.what`)}${countries}</dd>`;
  });
  return [
    `<p>${text('regimes.intro')}</p>`,
    `<dl>${regimes.join('\n')}</dl>`,
    `<h3>${text('regimes.bases')}</h3>`,
    table(headings, rows),
    `<h3>${text('regimes.floors')}</h3>`,
    floorTable(policy, text),
  ].join('\n');
}

/** "How long it stays": periods with their reason, longest first. */
export function retentionSection(policy: CompiledPolicy, text: PageTexts): string {
  const groups = new Map<string, FieldRow[]>();
  for (const field of policy.fields.filter((row) => row.collect === 'on')) {
    const { keep, criterion, then } = field.retention;
    const key = `${keep}/${criterion}/${then}`;
    groups.set(key, [...(groups.get(key) ?? []), field]);
  }
  const rows = [...groups.values()].map((fields) => {
    const [first] = fields;
    const names = fields.map((field) => `<li>${text(`field.${field.name}`)}</li>`).join('');
    if (!first) return [];
    const { criterion, then } = first.retention;
    return [
      retentionOf(first, text),
      text(`criterion.${criterion}`),
      text(`then.${then}`),
      `<details><summary>${fields.length}</summary><ul>${names}</ul></details>`,
    ];
  });
  const headings = [
    text('column.period'),
    text('column.reason'),
    text('column.after'),
    text('column.fields'),
  ];
  return `<p>${text('retention.intro')}</p>\n${table(headings, rows)}`;
}
