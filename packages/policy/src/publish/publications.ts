import type { CompiledPolicy, Locale } from '../rows.ts';
import { appleManifest } from './apple-manifest.ts';
import { dataDeletionFile, type PublicJwk } from './data-deletion.ts';
import { googleDataSafety } from './google-data-safety.ts';
import { processingRecord } from './processing-record.ts';
import { processingRecordCsv, renderProcessingRecord } from './render-processing-record.ts';

/** What an installation adds to its policy. */
export interface PublicationContext {
  readonly locale: Locale;
  /** Where browsers and SDKs reach the platform: scheme and host, without a path. */
  readonly origin: string;
  /** Keys that verify acknowledgements of deletion requests. */
  readonly publicKey: readonly PublicJwk[];
}

/** Something that is published from the policy besides its page. */
export interface Publication {
  /** Its name on the command line. */
  readonly format: 'apple' | 'google' | 'ropa' | 'ropa-csv' | 'ropa-json' | 'dsr';
  readonly path: string;
  readonly mediaType: string;
  /** It is written in both languages. */
  readonly isTranslated: boolean;
  /** Throws a RangeError for a policy that `unmappedForStores` tells of. */
  readonly make: (policy: CompiledPolicy, context: PublicationContext) => string;
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** Every file that is generated from the compiled policy, by the same functions on the command line and over HTTP. */
export const PUBLICATIONS: readonly Publication[] = [
  {
    format: 'apple',
    path: '/policy/PrivacyInfo.xcprivacy',
    mediaType: 'application/xml; charset=utf-8',
    isTranslated: false,
    make: (policy, { origin }) => appleManifest(policy, { domains: [new URL(origin).hostname] }),
  },
  {
    format: 'google',
    path: '/policy/data-safety.csv',
    mediaType: 'text/csv; charset=utf-8',
    isTranslated: false,
    make: (policy, { origin }) =>
      googleDataSafety(policy, { encryptedInTransit: origin.startsWith('https:') }),
  },
  {
    format: 'ropa',
    path: '/policy/record-of-processing',
    mediaType: 'text/html; charset=utf-8',
    isTranslated: true,
    make: (policy, { locale }) => renderProcessingRecord(policy, locale),
  },
  {
    format: 'ropa-csv',
    path: '/policy/record-of-processing.csv',
    mediaType: 'text/csv; charset=utf-8',
    isTranslated: true,
    make: (policy, { locale }) => processingRecordCsv(policy, locale),
  },
  {
    format: 'ropa-json',
    path: '/policy/record-of-processing.json',
    mediaType: 'application/json; charset=utf-8',
    isTranslated: true,
    make: (policy, { locale }) => json(processingRecord(policy, locale)),
  },
  {
    format: 'dsr',
    path: '/dsrdelete.json',
    mediaType: 'application/json; charset=utf-8',
    isTranslated: false,
    // No request of a partner is carried out yet; the endpoint says so with a signature.
    make: (policy, context) => json(dataDeletionFile(policy, { ...context, carriedOut: [] })),
  },
];
