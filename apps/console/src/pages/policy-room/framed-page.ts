/**
 * The published page as the content of a sandboxed frame. The page forbids being framed from its address, which
 * protects it on other sites; shown from its text it keeps its own styles, runs no script and has no origin.
 *
 * Links within the page must name the frame's own document, and others must open outside of it.
 */
export function framedPage(html: string, origin: string): string {
  const page = new DOMParser().parseFromString(html, 'text/html');
  for (const script of page.querySelectorAll('script, base, meta[http-equiv]')) script.remove();
  for (const link of page.querySelectorAll('a[href]')) {
    const href = link.getAttribute('href') ?? '';
    const hash = href.replace(/^\/policy(\?[^#]*)?(?=#)/, '');
    if (hash.startsWith('#')) link.setAttribute('href', `about:srcdoc${hash}`);
    else {
      link.setAttribute('href', new URL(href, `${origin}/policy`).href);
      link.setAttribute('target', '_blank');
      link.setAttribute('rel', 'noopener');
    }
  }
  return `<!doctype html>${page.documentElement.outerHTML}`;
}
