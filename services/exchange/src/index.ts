export type { CounterName, Counters } from './counters.ts';
export {
  type AuctionAnswer,
  type AuctionCall,
  createExchange,
  type Exchange,
  type ExchangeOptions,
} from './create-exchange.ts';
export type { Outer } from './stages/parse.ts';
