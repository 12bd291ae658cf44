/** Texts of the keys by which advertisers report conversions. */
export const enConversionKeys = {
  conversionKeys: {
    title: 'Conversion keys',
    lead: 'The advertiser reports what followed its ads with one of these keys. They are made and revoked at once, whether or not the form is saved.',
    empty: 'No keys yet: no conversion can be reported.',
    unpaid: 'No key may tell what this line item pays for',
    unpaidText:
      'It would deliver for nothing. Make a key for the servers of {{name}} (Advertisers, Conversion keys), or trust pages’ keys where one is in use.',
    create: 'New conversion key',
    make: 'Make key',
    use: 'Who sends it?',
    for: 'Sent by',
    begins: 'Begins with',
    uses: { server: 'Servers', page: 'Pages' },
    useText: {
      server: 'Sent by the advertiser’s servers alone, and kept secret there.',
      page: 'Stands in the advertiser’s pages, for pixels. Everybody can read it there, so it is taken with pixels only.',
    },
    revokeText:
      'Conversions that are reported with this key are refused from now on. This cannot be taken back.',
  },
};
