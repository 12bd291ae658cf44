import { readVast, type VastDocument } from './read-vast.ts';
import { escapeXml } from './xml.ts';

/**
 * Several documents as one pod, their ads in order and numbered anew (VAST 3 and later), each as its author wrote it. Undefined where
 * they can't stand in one document: one that is not VAST, or XML namespaces that contradict each other.
 */
export function joinPod(texts: readonly string[]): string | undefined {
  const names = new Map<string, string>();
  let version = LEAST;
  let ads = '';
  let sequence = 0;
  for (const text of texts) {
    const reading = readVast(text, { whole: false });
    if (!reading.ok || !takeNames(reading.document, names)) return undefined;
    const { document } = reading;
    if (document.version > version) version = document.version;
    for (const { span } of document.ads) {
      // A prefix on the element itself has no name to stand by in a document of ours.
      if (!text.startsWith('<Ad', span.start)) return undefined;
      const { sequence: _old, ...attributes } = span.attributes;
      ads += `<Ad${written({ ...attributes, sequence: String(++sequence) })}>${text.slice(span.opened, span.end)}`;
    }
  }
  return sequence === 0
    ? undefined
    : `<VAST${written({ ...Object.fromEntries(names), version })}>${ads}</VAST>`;
}

/** Pods came with VAST 3. */
const LEAST = '3.0';

/** Namespaces of a document's root, which its ads may use. */
function takeNames({ root }: VastDocument, names: Map<string, string>): boolean {
  for (const [name, value] of Object.entries(root)) {
    if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue;
    if ((names.get(name) ?? value) !== value) return false;
    names.set(name, value);
  }
  return true;
}

const written = (attributes: Readonly<Record<string, string>>): string =>
  Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escapeXml(value)}"`)
    .join('');
