const SPECIAL = /[&<>"']/;

/** Text inside an HTML or XML attribute or element. Most of it is our own URLs, which hold nothing to escape. */
export function escapeMarkup(text: string): string {
  if (!SPECIAL.test(text)) return text;
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** Text as a CDATA section; an end mark inside the text is split over two sections. */
export function cdata(text: string): string {
  return `<![CDATA[${text.includes(']]>') ? text.replaceAll(']]>', ']]]]><![CDATA[>') : text}]]>`;
}
