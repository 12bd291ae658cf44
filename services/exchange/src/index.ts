export type { AuctionAnswer, AuctionCall } from './auction-call.ts';
export type { CallOutcome, CounterName, Counters } from './counters.ts';
export {
  createExchange,
  type Exchange,
  type ExchangeOptions,
} from './create-exchange.ts';
export type { Outer } from './http/outer.ts';
export { completeFromHttp } from './prepare/complete-from-http.ts';
export { isPublicIp } from './public-ip.ts';
export { AUCTION_PATH, isExchangePath } from './routes/route-table.ts';
export { readRequestSignals } from './stages/signals.ts';
export { readUids } from './user-sync/uids-cookie.ts';
