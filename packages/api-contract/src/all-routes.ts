import { campaignReport } from './routes/campaign-report.ts';
import { createConversionKey, listConversionKeys, revokeConversionKey } from './routes/conversion-keys.ts';
import { creativeReview, creativeReviews, decideCreative } from './routes/creative-reviews.ts';
import { deliveries, delivery } from './routes/delivery.ts';
import { effectivenessReport } from './routes/effectiveness.ts';
import { forecast } from './routes/forecast.ts';
import {
  COLLECTIONS,
  type CollectionName,
  collectionRoutes,
  exportConfiguration,
  hostSettings,
  importConfiguration,
  putHostSettings,
} from './routes/inventory.ts';
import { leave, myData } from './routes/leaving.ts';
import { auction, demoAuction, liveStream, platformStatus, recentAuctions } from './routes/live.ts';
import { networkPrices, postNetworkReports } from './routes/mediation.ts';
import { allowPartner, partnerStates } from './routes/partners.ts';
import { acknowledgeNotice, policyNotices } from './routes/policy.ts';
import { replayRun, startReplay } from './routes/replay.ts';
import { balances, overview, playbackReport, revenueReport } from './routes/report.ts';
import { createKey, listKeys, me, requestSignInLink, revokeKey, signOut } from './routes/session.ts';

/** Every route of the control API, once. The server refuses to start while one of them has no handler. */
export const ROUTES = [
  me,
  requestSignInLink,
  signOut,
  listKeys,
  createKey,
  revokeKey,
  ...(Object.keys(COLLECTIONS) as CollectionName[]).flatMap((name) => Object.values(collectionRoutes(name))),
  listConversionKeys,
  createConversionKey,
  revokeConversionKey,
  creativeReviews,
  creativeReview,
  decideCreative,
  hostSettings,
  putHostSettings,
  postNetworkReports,
  networkPrices,
  importConfiguration,
  exportConfiguration,
  revenueReport,
  playbackReport,
  campaignReport,
  forecast,
  deliveries,
  delivery,
  effectivenessReport,
  replayRun,
  startReplay,
  overview,
  balances,
  recentAuctions,
  auction,
  liveStream,
  demoAuction,
  platformStatus,
  policyNotices,
  acknowledgeNotice,
  partnerStates,
  allowPartner,
  myData,
  leave,
] as const;
