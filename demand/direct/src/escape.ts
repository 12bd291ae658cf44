const SPECIAL = /[&<>"']/;

/** Text inside an HTML attribute or element. Most of it is our own URLs, which hold nothing to escape. */
export function escapeMarkup(text: string): string {
  if (!SPECIAL.test(text)) return text;
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
