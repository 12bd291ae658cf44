/**
 * The domain under which whose site it is is registered: the last two labels, or three where the last but one is short: a rule of thumb for
 * public suffixes such as `co.uk`.
 */
export function rootDomain(hostname: string): string {
  const labels = hostname.toLowerCase().split('.');
  const [second = '', top = ''] = labels.slice(-2);
  return labels.slice(second.length <= 3 && top.length === 2 ? -3 : -2).join('.');
}
