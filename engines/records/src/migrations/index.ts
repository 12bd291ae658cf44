import type { Migration } from 'kysely/migration';
import * as config from './0001-config.ts';
import * as keys from './0002-keys.ts';
import * as money from './0003-money.ts';
import * as pipeline from './0004-pipeline.ts';
import * as spend from './0005-spend.ts';
import * as notices from './0006-notices.ts';
import * as retention from './0007-retention.ts';
import * as settings from './0008-settings.ts';
import * as answers from './0009-answers.ts';
import * as bidderInfo from './0010-bidder-info.ts';
import * as mediation from './0011-mediation.ts';
import * as campaigns from './0012-campaigns.ts';
import * as creatives from './0013-creatives.ts';
import * as partners from './0014-partners.ts';
import * as screens from './0016-screens.ts';
import * as tagChecks from './0016-tag-checks.ts';
import * as conversions from './0019-conversions.ts';
import * as supplyChains from './0021-supply-chains.ts';
import * as transparency from './0021-transparency.ts';
import * as conversionKeys from './0025-conversion-keys.ts';
import * as uncharged from './0025-uncharged.ts';
import * as plainTags from './0027-plain-tags.ts';
import * as days from './0028-days.ts';
import * as lineArchive from './0028-line-archive.ts';
import * as payingKeys from './0029-paying-keys.ts';
import * as revisions from './0030-revisions.ts';
import * as scopedKeys from './0030-scoped-keys.ts';
import * as networkReports from './0031-network-reports.ts';
import * as paidFlat from './0034-paid-flat.ts';

/** In order of their names. A released migration is never edited: what it left wrong, a later one puts right. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-config': config,
  '0002-keys': keys,
  '0003-money': money,
  '0004-pipeline': pipeline,
  '0005-spend': spend,
  '0006-notices': notices,
  '0007-retention': retention,
  '0008-settings': settings,
  '0010-bidder-info': bidderInfo,
  '0011-mediation': mediation,
  '0009-answers': answers,
  '0012-campaigns': campaigns,
  '0013-creatives': creatives,
  '0014-partners': partners,
  '0016-screens': screens,
  '0016-tag-checks': tagChecks,
  '0019-conversions': conversions,
  '0021-supply-chains': supplyChains,
  '0021-transparency': transparency,
  '0025-conversion-keys': conversionKeys,
  '0025-uncharged': uncharged,
  '0027-plain-tags': plainTags,
  '0028-days': days,
  '0028-line-archive': lineArchive,
  '0029-paying-keys': payingKeys,
  '0030-revisions': revisions,
  '0030-scoped-keys': scopedKeys,
  '0031-network-reports': networkReports,
  '0034-paid-flat': paidFlat,
};
