import { describe, expect, it } from 'vitest';
import { readPolicy } from '../testing/read-policy.ts';
import { dataDeletionFile, deletableIdentifiers } from './data-deletion.ts';
import { processingRecord } from './processing-record.ts';
import { processingRecordCsv, renderProcessingRecord } from './render-processing-record.ts';

const policy = readPolicy();

describe.each(['en', 'zh'] as const)('the record of processing activities in %s', (locale) => {
  const record = processingRecord(policy, locale);
  const texts = policy.texts[locale];

  it('has every purpose under which data about people is processed, with all seven items', () => {
    const processed = policy.purposes.filter((purpose) =>
      policy.fields.some(
        (field) => field.subject !== 'none' && field.regimes !== 0 && (field.purposes & purpose.bit) !== 0,
      ),
    );
    expect(record.activities.map(({ id }) => id)).toEqual(processed.map(({ name }) => name));
    expect(record.controller.name).toBe(policy.controller);
    for (const activity of record.activities) {
      for (const item of [
        activity.bases,
        activity.subjects,
        activity.categories,
        activity.erasure,
        activity.measures,
      ])
        expect(item.length).toBeGreaterThan(0);
      expect(activity.transfers).toBe(texts['ropa.transfersMissing']);
    }
  });

  it('names the recipients that a contract lets have something, and no others', () => {
    const ofPurpose = (id: string) => record.activities.find((activity) => activity.id === id)?.recipients;
    expect(ofPurpose('personalisedAds')?.flatMap(({ fields }) => fields)).toEqual([
      'demo-dsp-a',
      'demo-dsp-b',
    ]);
    expect(ofPurpose('accountService')).toEqual([]);
  });

  it('is a page and a table with the letters of Article 30(1), without an open word or a hole', () => {
    const page = renderProcessingRecord(policy, locale);
    const csv = processingRecordCsv(policy, locale);
    for (const letter of 'abcdefg') expect(csv).toContain(`(${letter}) ${texts[`ropa.${letter}`]}`);
    expect(page).toContain(`<h1>${texts['ropa.title']}</h1>`);
    for (const { purpose } of record.activities) expect(csv).toContain(purpose);
    for (const text of [page, csv])
      expect(text).not.toMatch(/\betc\b|undefined|NaN|\{\w+\}(?![^<]*<\/style>)/);
    expect(page).not.toMatch(/<script|@import|url\(/);
  });
});

describe('dsrdelete.json', () => {
  /** The policy as it would be if it knew nobody again. */
  const forgetful = {
    ...policy,
    fields: policy.fields.filter(({ store }) => !store.includes('hot:subject.of')),
  };

  it('[R2] names no identifier where none outlives its request, and those of which a hash does', () => {
    expect(deletableIdentifiers(forgetful)).toEqual([]);
    const types = deletableIdentifiers(policy).map(({ type }) => type);
    expect(types).toEqual(expect.arrayContaining(['idfa', 'aaid', 'ifa']));
    expect(types).not.toContain('subjectNumber');
  });

  it('[R2] names those that the policy keeps and the endpoint deletes, by the names partners use', () => {
    const fields = forgetful.fields.map((field) =>
      field.name === 'idfa' || field.name === 'macAddress'
        ? { ...field, retention: { ...field.retention, days: 90 } }
        : field,
    );
    const options = { origin: 'https://ads.example', publicKey: [] };
    const file = dataDeletionFile(
      { ...policy, fields },
      { ...options, carriedOut: ['idfa', 'macAddress', 'ppuid'] },
    );
    expect(file).toEqual({
      endpoint: 'https://ads.example/dsr/delete',
      identifiers: [
        { id: 8, type: 'idfa', format: 'plaintext' },
        { id: 11, type: 'macAddress', format: 'plaintext' },
      ],
      publicKey: [],
      vendorScriptRequirement: false,
    });
    const none = dataDeletionFile(policy, { ...options, carriedOut: [] });
    expect(none.identifiers).toEqual([]);
  });
});
