import { describe, expect, it } from 'vitest';
import { legacyStrings } from './legacy-strings.ts';

const TC = 'CPXxRfAPXxRfAAfKABENB-CgAAAAAAAAAAYgAAAAAAAA';
const BOTH = `DBACNY~${TC}~1YNN`;

describe('a GPP string in older members', () => {
  it('is told by the sections in force', () => {
    expect(legacyStrings({ gpp: BOTH, gppSid: [2, 6] })).toEqual({ gdpr: 1, consent: TC, usPrivacy: '1YNN' });
    expect(legacyStrings({ gpp: BOTH, gppSid: [6] })).toEqual({ usPrivacy: '1YNN' });
  });

  it('says nothing of sections that are not in force, and no law away', () => {
    expect(legacyStrings({ gpp: BOTH, gppSid: [7] })).toEqual({});
    expect(legacyStrings({ gpp: BOTH, gppSid: undefined })).toEqual({});
  });

  it('says that the GDPR applies also where its string is missing or unreadable', () => {
    expect(legacyStrings({ gpp: 'DBAA', gppSid: [2] })).toEqual({ gdpr: 1 });
    expect(legacyStrings({ gpp: 7, gppSid: [2, 6] })).toEqual({ gdpr: 1 });
  });
});
