import { TOPIC } from '@jianchat/events';
import { findPlanted } from './planted-search.ts';
import type { StoredData } from './stored-data.ts';

/** What the policy lets a request's supply chain leave in the stores: who the companies in it say they are. */
const TOLD_OF_NODES = ['asi', 'sid', 'name', 'domain'];
const CHAINS_TABLE = 'supply_chains';

/** Planted values that stand in a supply chain of the request and may be kept. */
export function plantedInChains(value: unknown, isNode = false): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item) => plantedInChains(item, isNode));
  return Object.entries(value).flatMap(([name, member]) =>
    isNode && TOLD_OF_NODES.includes(name)
      ? findPlanted(String(member))
      : plantedInChains(member, name === 'nodes'),
  );
}

/** The stores without their one place for supply chains, and what is planted in that. */
export function apartFromChains(stored: StoredData): { rest: StoredData; inChains: readonly string[] } {
  const isChain = ({ topic }: StoredData['log'][number]): boolean => topic === TOPIC.chains;
  const isChainRow = ({ table }: StoredData['records'][number]): boolean => table === CHAINS_TABLE;
  const texts = [
    ...stored.log.filter(isChain).map(({ text }) => text),
    ...stored.records.filter(isChainRow).map(({ row }) => JSON.stringify(row)),
  ];
  return {
    rest: {
      ...stored,
      log: stored.log.filter((record) => !isChain(record)),
      records: stored.records.filter((row) => !isChainRow(row)),
    },
    inChains: findPlanted(texts.join('\n')),
  };
}
