import { escapeHtml } from './escape-html.ts';

/** A table with a heading row; cells are HTML. On narrow screens each row becomes a card that repeats its headings. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const head = headings.map((heading) => `<th scope="col">${heading}</th>`).join('');
  const body = rows
    .map((cells) => {
      const [first = '', ...others] = cells;
      const rest = others
        .map((cell, index) => `<td data-label="${headings[index + 1] ?? ''}"><div>${cell}</div></td>`)
        .join('');
      return `<tr><th scope="row">${first}</th>${rest}</tr>`;
    })
    .join('\n');
  return `<table><thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody></table>`;
}

/** A list of short marks; a dash where there are none. */
export const marks = (items: readonly string[]): string =>
  items.length === 0
    ? '–'
    : `<span class="marks">${items.map((item) => `<span>${item}</span>`).join(' ')}</span>`;

/** Names of the protocol, folded away. */
export function folded(summary: string, names: readonly string[]): string {
  if (names.length === 0) return '';
  const codes = names.map((name) => `<code>${escapeHtml(name)}</code>`).join(' ');
  return `<details><summary>${summary} (${names.length})</summary>${codes}</details>`;
}
