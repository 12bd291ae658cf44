import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../parts/page-header.tsx';
import { RoomTabs } from '../../parts/room-tabs.tsx';
import { AccountsPanel } from './accounts-panel.tsx';
import { MediaPanel } from './media-panel.tsx';
import { PlacementsPanel } from './placements-panel.tsx';

/** What can be sold: placements on media of accounts. */
export default function InventoryPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={t('nav.inventory')} description={t('inventory.description')} />
      <RoomTabs
        path="/inventory"
        label={t('nav.inventory')}
        tabs={[
          { value: 'placements', label: t('inventory.placements'), panel: () => <PlacementsPanel /> },
          { value: 'media', label: t('inventory.media'), panel: () => <MediaPanel /> },
          { value: 'accounts', label: t('inventory.accounts'), panel: () => <AccountsPanel /> },
        ]}
      />
    </>
  );
}
