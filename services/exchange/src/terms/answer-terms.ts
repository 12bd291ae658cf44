import {
  type Adjustments,
  type AdServerKey,
  type AlternateCodes,
  type Conversion,
  conversionOver,
  type Factors,
  type MultiBids,
  mergeAdjustments,
  NO_ADJUSTMENTS,
  NO_CONVERSION,
  readAdjustments,
  readAdServerKeys,
  readAlternateCodes,
  readConversion,
  readFactors,
  readMultiBids,
  readTargeting,
  type TargetingRules,
} from '@jianchat/auction';
import type { RequestFor } from '@jianchat/policy';
import type { AccountSettings } from '@jianchat/snapshot';
import type { CurrentRates } from '../beside/rate-source.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { AccountTerms } from './account-terms.ts';
import { type CacheTerms, readCacheTerms } from './cache-terms.ts';
import { WARNING } from './message-codes.ts';
import { GENERAL, type Messages } from './messages.ts';

/** How a request wants its answer: read once, before demand is heard. */
export interface AnswerTerms {
  readonly targeting: TargetingRules | undefined;
  readonly multiBids: MultiBids;
  /** Most bids of one bidder for an imp that multibid says nothing of; undefined for all of them. */
  readonly bidsMax: number | undefined;
  readonly convert: Conversion;
  /** By the host's rates alone: no request may choose what the house's own money is worth. */
  readonly convertByHost: Conversion;
  /** Whether the host's rates are too old to be used. */
  readonly ratesStale: boolean;
  readonly factors: Factors;
  readonly adjustments: Adjustments;
  readonly alternateCodes: AlternateCodes;
  readonly supportsDeals: boolean;
  /** What is kept of the ads; undefined for nothing. */
  readonly cache: CacheTerms | undefined;
  /** Keys the request adds by itself. */
  readonly adServerKeys: readonly AdServerKey[];
  /** Whether answers carry `ext.prebid.events`. */
  readonly events: boolean;
}

interface TermsOptions {
  readonly account: AccountTerms;
  readonly rates: CurrentRates;
  /** Told what was wrong with the terms without being worth a refusal. */
  readonly messages: Messages;
}

/** Reads the terms; a request whose terms can't be kept is refused before anybody is asked. */
export function readAnswerTerms(
  request: RequestFor<'adDelivery'>,
  { account, rates, messages }: TermsOptions,
): { readonly ok: true; readonly terms: AnswerTerms } | Refusal {
  const prebid = request.ext?.prebid;
  const targeting = readTargeting(prebid?.targeting, account.targeting);
  if (!targeting.ok) return refuse(targeting.message);
  if (targeting.prefixRefused)
    messages.warn(GENERAL, {
      code: WARNING.targetingPrefix,
      message: 'the targeting prefix leaves too little of a key: decrease it or increase truncateattrchars',
    });
  const conversion = readConversion(prebid?.currency, rates.table);
  if (!conversion.ok) return refuse(conversion.message);
  const factors = readFactors(prebid?.bidadjustmentfactors);
  if (!factors.ok) return refuse(factors.message);
  const multiBids = readMultiBids(prebid?.multibid);
  for (const message of multiBids.warnings) messages.warn(GENERAL, { code: WARNING.multiBid, message });
  const codes = prebid?.alternatebiddercodes;
  const adServerKeys = readAdServerKeys(prebid?.adservertargeting);
  for (const message of adServerKeys.warnings)
    messages.warn(GENERAL, { code: WARNING.adServerTargeting, message });
  return {
    ok: true,
    terms: {
      targeting: targeting.rules,
      multiBids: multiBids.rules,
      bidsMax: account.settings.defaultBidLimit,
      convert: conversion.conversion,
      convertByHost: rates.table === undefined ? NO_CONVERSION : conversionOver([rates.table]),
      ratesStale: rates.stale,
      factors: factors.factors,
      adjustments: adjustmentsOf(prebid?.bidadjustments, { account, messages }),
      alternateCodes: codes === undefined ? account.alternateCodes : readAlternateCodes(codes),
      supportsDeals: prebid?.supportdeals === true,
      cache: readCacheTerms(prebid?.cache),
      adServerKeys: adServerKeys.keys,
      events: prebid?.events !== undefined || wantsEvents(request, account.settings),
    },
  };
}

/** An account's word by channel goes before its word for all. */
function wantsEvents({ app, site, ext }: RequestFor<'adDelivery'>, { events }: AccountSettings): boolean {
  const fallback = events?.enabled !== false;
  const byChannel = events?.byChannel;
  if (byChannel === undefined) return fallback;
  const inApp = app === undefined ? 'web' : 'app';
  const channel = ext?.prebid?.channel?.name || (site?.ext?.amp === 1 ? 'amp' : inApp);
  return (Object.hasOwn(byChannel, channel) ? byChannel[channel] : undefined) ?? fallback;
}

/** Rules that can't be used are left out with a warning: those of the request, and those of the account. */
function adjustmentsOf(
  value: unknown,
  { account, messages }: Pick<TermsOptions, 'account' | 'messages'>,
): Adjustments {
  const warn = (whose: string): void =>
    messages.warn(GENERAL, {
      code: WARNING.bidAdjustment,
      message: `bid adjustment from ${whose} was invalid`,
    });
  if (account.adjustmentsUnusable) warn('account');
  const own = readAdjustments(value);
  if (own === undefined) warn('request');
  return mergeAdjustments(own ?? NO_ADJUSTMENTS, account.adjustments);
}
