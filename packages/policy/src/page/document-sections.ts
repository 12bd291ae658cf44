import type { DocumentRow } from '../document-rows.ts';
import type { CompiledPolicy } from '../rows.ts';
import { escapeHtml } from './escape-html.ts';
import { periodOf } from './field-table.ts';
import type { PageTexts } from './page-texts.ts';
import { marks, table } from './table.ts';

/** A row's name, with a remark where nothing does it yet. */
const nameOf = (row: DocumentRow, name: string, text: PageTexts): string =>
  row.state === 'planned' ? `${name} <small class="planned">${text('state.planned')}</small>` : name;

/** "Who takes part". */
export function partiesTable(policy: CompiledPolicy, text: PageTexts): string {
  const rows = policy.parties.map((party) => [
    nameOf(party, text(`party.${party.name}`), text),
    text(`role.${party.role}`),
    text(`party.${party.name}.what`),
  ]);
  const headings = [text('column.party'), text('column.role'), text('column.meaning')];
  return table(headings, rows);
}

/** "Who may read what": staff, customers, and the processes with the stores that they hold credentials of. */
export function accessTable(policy: CompiledPolicy, text: PageTexts): string {
  const rows = policy.access.map((row) => [
    nameOf(row, text(`access.${row.name}`), text),
    marks(
      Object.entries(policy.classes)
        .filter(([, id]) => ((row.classes >>> id) & 1) === 1)
        .map(([name]) => text(`class.${name}`)),
    ),
    marks(row.stores.map((store) => text(`store.${store}`))),
    marks([
      ...(row.training ? [text('guard.training')] : []),
      ...(row.secondFactor ? [text('guard.secondFactor')] : []),
    ]),
  ]);
  const headings = (['reader', 'classes', 'stores', 'guard'] as const).map((name) => text(`column.${name}`));
  return table(headings, rows);
}

/** "Measures". */
export function safeguardsTable(policy: CompiledPolicy, text: PageTexts): string {
  const rows = policy.safeguards.map((row) => [
    nameOf(row, text(`safeguard.${row.name}`), text),
    row.everyDays > 0 ? text('safeguards.every', { days: String(row.everyDays) }) : text('safeguards.always'),
    marks(row.standards.map(escapeHtml)),
  ]);
  const headings = (['measure', 'repeated', 'standards'] as const).map((name) => text(`column.${name}`));
  return table(headings, rows);
}

/** "Our own records". */
export function recordsTable(policy: CompiledPolicy, text: PageTexts): string {
  const rows = policy.records.map((row) => [
    nameOf(row, text(`record.${row.name}`), text),
    periodOf(row.retention, text),
    text(`criterion.${row.retention.criterion}`),
    text(`then.${row.retention.then}`),
  ]);
  const headings = (['record', 'period', 'reason', 'after'] as const).map((name) => text(`column.${name}`));
  return table(headings, rows);
}

/** "Kinds of change and their notice". */
export function noticeTable(policy: CompiledPolicy, text: PageTexts): string {
  const rows = policy.notice.map((row) => [
    text(`change.kind.${row.kind}`),
    row.days > 0 ? text('retention.days', { days: String(row.days) }) : text('notice.none'),
    marks(row.channels.map((channel) => text(`channel.${channel}`))),
    row.reconsent ? text('notice.reconsent') : '–',
  ]);
  const headings = (['change', 'period', 'channels', 'consent'] as const).map((name) =>
    text(`column.${name}`),
  );
  return table(headings, rows);
}

/** "Disclosures outside the contracts". */
export function disclosuresTable(policy: CompiledPolicy, text: PageTexts): string {
  const rows = policy.exceptionalDisclosures.map((row) => [
    nameOf(row, text(`disclosure.${row.name}`), text),
    marks(row.instruments.map((name) => text(`instrument.${name}`))),
    String(row.approvals),
    text(`subjectNotice.${row.subjectNotice}`, { days: String(row.noticeDays) }),
    text(row.legalHold ? 'word.yes' : 'word.no'),
  ]);
  const headings = (['occasion', 'instruments', 'approvals', 'told', 'hold'] as const).map((name) =>
    text(`column.${name}`),
  );
  return table(headings, rows);
}

/** "Smallest groups". */
export function aggregatesTable(policy: CompiledPolicy, text: PageTexts): string {
  const rows = policy.aggregates.map((row) => [
    nameOf(row, text(`aggregate.${row.name}`), text),
    String(row.minimum),
  ]);
  const headings = [text('column.fields'), text('column.minimum')];
  return `<p>${text('aggregates.intro')}</p>\n${table(headings, rows)}`;
}
