/** The 32 bytes written as base64 (with or without padding, URL-safe or not) or as hex; undefined when it is not that. */
export function masterKeyBytes(text: string): Buffer | undefined {
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex');
  // Node decodes what it can and skips the rest: the form is checked, or a mistyped key would become another key.
  return /^[\w+/-]{43}=?$/.test(text) ? Buffer.from(text, 'base64') : undefined;
}
