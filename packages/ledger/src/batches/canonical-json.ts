/** JSON as RFC 8785 has it, of a flat object of texts and safe integers: members by name, no space. */
export function canonicalJson(value: object): string {
  const members = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${JSON.stringify(member)}`);
  return `{${members.join(',')}}`;
}
