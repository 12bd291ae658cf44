import { isCurrencyCode } from '../currency/conversion.ts';
import { parseCpm } from '../price.ts';
import { readFlag } from '../read-flag.ts';
import { type FloorModel, type ModelLimits, readModels } from './floor-model.ts';
import { lowered, percent } from './floor-values.ts';

/** A set of models from one provider (`floors.data`), or the document an account's address gives. */
export interface FloorData {
  readonly models: readonly FloorModel[];
  /** Part of the auctions that no floor is set in, %. */
  readonly skipRate: number;
  readonly provider: string;
  /** Part of the auctions in which fetched data goes before the request's, %. */
  readonly useFetchedRate: number;
}

/** `ext.prebid.floors` of a request. */
export interface FloorRules {
  readonly enabled: boolean;
  readonly min: { readonly micros: number; readonly currency: string } | undefined;
  readonly skipRate: number;
  readonly data: FloorData | undefined;
  readonly enforcement: FloorEnforcement;
}

export interface FloorEnforcement {
  /** Whether bids below a rule's floor are refused here. */
  readonly enforced: boolean;
  /** Part of the auctions in which they are, %. */
  readonly rate: number;
  /** Whether bids with a deal must clear it, too. */
  readonly deals: boolean;
  /** Whether floors told to a bidder make up for the factor its bids are multiplied by. */
  readonly bidAdjustment: boolean;
}

export interface FloorReading<T> {
  /** Undefined where nothing of it can be used. */
  readonly value: T | undefined;
  readonly faults: readonly string[];
}

const SCHEMA_VERSION = 2;
const ALL = 100;
const ENFORCED: FloorEnforcement = { enforced: true, rate: ALL, deals: false, bidAdjustment: true };

/** Reads `ext.prebid.floors`. Faults are warnings: a request is never refused for its floors. */
export function readFloorRules(value: unknown, limits: ModelLimits): FloorReading<FloorRules> {
  const given = lowered(value);
  if (given === undefined) return { value: undefined, faults: [] };
  const skipRate = percent(given['skiprate'], 0);
  if (skipRate === undefined) return unusable('Invalid SkipRate at ext.prebid.floors.skiprate');
  const min = parseCpm(given['floormin'] ?? 0);
  if (min === undefined) return unusable('Invalid FloorMin, value should be >= 0');
  const data = given['data'] === undefined ? undefined : readFloorData(given['data'], limits);
  const currency = given['floormincur'];
  const minCurrency =
    typeof currency === 'string' && isCurrencyCode(currency)
      ? currency
      : (data?.value?.models[0]?.currency ?? 'USD');
  return {
    value: {
      enabled: readFlag(given['enabled'], true),
      min: min === 0 ? undefined : { micros: min, currency: minCurrency },
      skipRate,
      data: data?.value,
      enforcement: readEnforcement(given['enforcement']),
    },
    faults: data?.faults ?? [],
  };
}

/** Reads `floors.data`, which is also the form of a fetched document. */
export function readFloorData(value: unknown, limits: ModelLimits): FloorReading<FloorData> {
  const given = lowered(value);
  if (given === undefined) return unusable('floors.data must be an object');
  const version = given['floorsschemaversion'];
  if (version !== undefined && version !== SCHEMA_VERSION)
    return unusable(`Invalid FloorsSchemaVersion, supported version ${SCHEMA_VERSION}`);
  const skipRate = percent(given['skiprate'], 0);
  if (skipRate === undefined) return unusable('Invalid SkipRate at ext.prebid.floors.data.skiprate');
  const useFetchedRate = percent(given['usefetchdatarate'], ALL);
  if (useFetchedRate === undefined) return unusable('usefetchdatarate should be between 0 and 100');
  const { models, faults } = readModels(given, limits);
  if (models.length === 0) return { value: undefined, faults };
  const provider = given['floorprovider'];
  return {
    value: {
      models,
      skipRate,
      provider: typeof provider === 'string' ? provider.slice(0, 64) : '',
      useFetchedRate,
    },
    faults,
  };
}

function readEnforcement(value: unknown): FloorEnforcement {
  const given = lowered(value);
  if (given === undefined) return ENFORCED;
  return {
    enforced: readFlag(given['enforcepbs'], true),
    rate: percent(given['enforcerate'], ALL) || ALL,
    deals: readFlag(given['floordeals'], false),
    bidAdjustment: readFlag(given['bidadjustment'], true),
  };
}

const unusable = (fault: string): { value: undefined; faults: readonly string[] } => ({
  value: undefined,
  faults: [fault],
});
