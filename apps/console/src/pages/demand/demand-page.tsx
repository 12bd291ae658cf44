import { useTranslation } from 'react-i18next';
import { useSeesAll } from '../../api/use-me.ts';
import { PageHeader } from '../../parts/page-header.tsx';
import { RoomTabs } from '../../parts/room-tabs.tsx';
import { AdvertisersPanel } from './advertisers-panel.tsx';
import { BiddersPanel } from './bidders-panel.tsx';
import { CampaignReportPanel } from './campaign/campaign-report-panel.tsx';
import { CreativesPanel } from './creatives-panel.tsx';
import { DealsPanel } from './deals-panel.tsx';
import { DeliveryPanel } from './delivery/delivery-panel.tsx';
import { ForecastPanel } from './forecast-panel.tsx';
import { LineItemsPanel } from './line-items-panel.tsx';
import { OrdersPanel } from './orders-panel.tsx';
import { PartnersPanel } from './partners-panel.tsx';

/** Who buys: direct campaigns of advertisers, and bidders asked by OpenRTB. An advertiser finds its own campaigns here, and nothing else. */
export default function DemandPage() {
  const { t } = useTranslation();
  const seesAll = useSeesAll();
  const ofEverybody = [
    { value: 'deals', label: t('campaign.deals'), panel: () => <DealsPanel /> },
    { value: 'forecast', label: t('campaign.forecast'), panel: () => <ForecastPanel /> },
    { value: 'bidders', label: t('demand.bidders'), panel: () => <BiddersPanel /> },
    { value: 'partners', label: t('partner.partners'), panel: () => <PartnersPanel /> },
  ];
  return (
    <>
      <PageHeader
        title={t('nav.demand')}
        description={t(seesAll ? 'demand.description' : 'demand.ownDescription')}
      />
      <RoomTabs
        path="/demand"
        label={t('nav.demand')}
        tabs={[
          { value: 'line-items', label: t('demand.lineItems'), panel: () => <LineItemsPanel /> },
          { value: 'delivery', label: t('delivery.title'), panel: () => <DeliveryPanel /> },
          { value: 'orders', label: t('campaign.orders'), panel: () => <OrdersPanel /> },
          { value: 'creatives', label: t('demand.creatives'), panel: () => <CreativesPanel /> },
          { value: 'advertisers', label: t('demand.advertisers'), panel: () => <AdvertisersPanel /> },
          { value: 'report', label: t('campaignReport.title'), panel: () => <CampaignReportPanel /> },
          ...(seesAll ? ofEverybody : []),
        ]}
      />
    </>
  );
}
