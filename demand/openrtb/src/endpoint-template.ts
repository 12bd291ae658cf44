/** An endpoint whose macros are found once; filling it in costs an encoding per macro. */
export interface EndpointTemplate {
  /** Whether it is the same for every request. */
  readonly fixed: boolean;
  /** The address, undefined where a value is missing or does not fit its place. */
  fill(value: (name: string) => unknown): string | undefined;
}

const HOST_LABELS = /^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;
const VALUE_CHARS_MAX = 200;

/**
 * Reads `{{NAME}}` in an address. A value in the host must be one label of a name: parameters come from clients, who must not
 * choose where a request goes beyond the partner's own domain. Elsewhere it is percent-encoded.
 */
export function endpointTemplate(endpoint: string): EndpointTemplate {
  const parts = endpoint.split(/\{\{([A-Za-z][\w.]{0,63})\}\}/);
  if (parts.length === 1) return { fixed: true, fill: () => endpoint };
  const hostEnd = endOfHost(endpoint);
  return {
    fixed: false,
    fill(value) {
      let url = parts[0] ?? '';
      let at = url.length;
      for (let index = 1; index < parts.length; index += 2) {
        const name = parts[index] ?? '';
        const text = textOf(value(name));
        if (text === undefined || (at < hostEnd && !HOST_LABELS.test(text))) return undefined;
        const literal = parts[index + 1] ?? '';
        url += encodeURIComponent(text) + literal;
        at += name.length + 4 + literal.length;
      }
      return url;
    },
  };
}

/** Where the host of the template ends; a macro before it is part of the host. */
function endOfHost(endpoint: string): number {
  const start = endpoint.indexOf('://') + 3;
  const ends = ['/', '?', '#'].map((mark) => endpoint.indexOf(mark, start)).filter((at) => at >= 0);
  return Math.min(endpoint.length, ...ends);
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (typeof value !== 'string' || value === '' || value.length > VALUE_CHARS_MAX) return undefined;
  return value.isWellFormed() ? value : undefined;
}
