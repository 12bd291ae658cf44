import { addFields, emptyMask, fieldIds } from '../field-mask.ts';
import type { CompiledPolicy, ContractRow, FieldRow } from '../rows.ts';
import { retentionOf } from './collect-sections.ts';
import { escapeHtml } from './escape-html.ts';
import type { PageTexts } from './page-texts.ts';
import { marks, table } from './table.ts';

/** "What we use it for": every purpose and the TCF purposes behind it. */
export function useSection(policy: CompiledPolicy, text: PageTexts): string {
  const rows = policy.purposes.map((purpose) => {
    const tcf = purpose.tcf.map(String);
    if (purpose.feature > 0) tcf.push(`SF ${purpose.feature}`);
    return [
      text(`purpose.${purpose.name}`),
      text(`purpose.${purpose.name}.what`),
      tcf.length > 0 ? marks(tcf) : text('use.none'),
      `<abbr>${purpose.clause}</abbr>`,
    ];
  });
  const headings = [
    text('column.purpose'),
    text('column.meaning'),
    text('column.tcf'),
    text('column.promise'),
  ];
  return `<p>${text('use.intro')}</p>\n${table(headings, rows)}`;
}

/** "Who receives it": recipient classes and every contract. */
export function shareSection(policy: CompiledPolicy, text: PageTexts): string {
  const classes = policy.recipientClasses.map((row) => [
    text(`recipient.${row.name}`),
    text(`recipient.${row.name}.what`),
    marks(
      [...policy.contracts.values()]
        .filter((contract) => contract.recipientClass === row.name)
        .map(({ name }) => escapeHtml(name)),
    ),
    `<abbr>${row.clause}</abbr>`,
  ]);
  const headings = [
    text('column.recipient'),
    text('column.meaning'),
    text('share.contracts'),
    text('column.promise'),
  ];
  return [
    `<p>${text('share.intro')}</p>`,
    `<p class="note">${text('share.contextual')}</p>`,
    table(headings, classes),
    `<h3>${text('share.contracts')}</h3>`,
    contractTable(policy, text),
    `<p>${text('share.legal')}</p>`,
    `<p>${text('share.public')}</p>`,
  ].join('\n');
}

function contractTable(policy: CompiledPolicy, text: PageTexts): string {
  const headings = [
    text('column.recipient'),
    text('column.vendor'),
    text('column.purposes'),
    text('column.fields'),
    text('column.onward'),
  ];
  const rows = [...policy.contracts.values()].map((contract) => [
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

function fieldsOf(policy: CompiledPolicy, contract: ContractRow, text: PageTexts): string {
  const mask = emptyMask(policy.fieldWords);
  for (const { fields } of contract.allow) addFields(mask, fields);
  const names = fieldIds(mask).flatMap((id) => policy.fieldById.get(id) ?? []);
  const items = names.map((field: FieldRow) => `<li>${text(`field.${field.name}`)}</li>`).join('');
  return `<details><summary>${names.length}</summary><ul>${items}</ul></details>`;
}

/** "Your place, your choices": basis of every purpose in every regime, and the signals that always win. */
export function regimesSection(policy: CompiledPolicy, text: PageTexts): string {
  const headings = [text('column.purpose'), ...policy.regimes.map((regime) => text(`regime.${regime.name}`))];
  const rows = policy.purposes.map((purpose) => [
    text(`purpose.${purpose.name}`),
    ...policy.regimes.map((regime) => {
      const basis = regime.basis[purpose.name] ?? 'never';
      return `<span class="basis ${basis}">${text(`basis.${basis}`)}</span>`;
    }),
  ]);
  const regimes = policy.regimes.map(
    (regime) =>
      `<dt>${text(`regime.${regime.name}`)}${regime.countries.length > 0 ? ` <small>${regime.countries.join(' ')}</small>` : ''}</dt><dd>${text(`regime.${regime.name}.what`)}</dd>`,
  );
  const floors = policy.floors.map((floor) => [
    text(`floor.${floor.name}`),
    text(`floor.${floor.name}.what`),
  ]);
  return [
    `<p>${text('regimes.intro')}</p>`,
    `<dl>${regimes.join('\n')}</dl>`,
    table(headings, rows),
    `<h3>${text('regimes.floors')}</h3>`,
    table([text('column.signal'), text('column.effect')], floors),
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
