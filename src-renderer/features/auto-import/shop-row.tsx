import { memo, useState } from 'react';
import type { ShopMonitor } from '#shared/contract/auto-import.ts';
import type { Shop } from '#shared/contract/shops.ts';
import { MallMark } from '../../ui/mall-mark.tsx';
import { isUsable } from '../shops/consent-badge.tsx';
import styles from './auto-import.module.css';
import { ShopFacts } from './shop-facts.tsx';
import { ShopMenu } from './shop-menu.tsx';
import { ShopSettingsDialog } from './shop-settings-dialog.tsx';
import { ShopSwitch } from './shop-switch.tsx';
import { StateHelp } from './state-help.tsx';
import { StateLine } from './state-line.tsx';
import { ShopStrip } from './strip-chart.tsx';

/**
 * One shop: what its loop does, the button that helps, its figures and its last 24 hours. Drawn again only when this
 * shop's own state changes.
 */
export const ShopRow = memo(function ShopRow({
  monitor,
  shop,
}: {
  monitor: ShopMonitor;
  /** What the shops screen knows of it; undefined until that is loaded. */
  shop: Shop | undefined;
}) {
  const [isEditing, setEditing] = useState(false);
  const { shopId, shopName } = monitor;
  const hasConsent = shop === undefined || isUsable(shop.sharedConsent);
  return (
    <section className={styles.row} aria-label={shopName}>
      <div className={styles.rowHead}>
        {shop && <MallMark mall={shop.mall} />}
        <h3 className={styles.name} title={shopName}>
          {shopName}
        </h3>
        <StateLine shop={monitor} />
        <StateHelp shop={monitor} hasConsent={hasConsent} />
        <ShopMenu shop={monitor} hasConsent={hasConsent} onEdit={() => setEditing(true)} />
        <ShopSwitch shop={monitor} />
      </div>
      <div className={styles.rowBody}>
        <ShopFacts shop={monitor} />
        <ShopStrip shopId={shopId} shopName={shopName} />
      </div>
      {isEditing && <ShopSettingsDialog shop={monitor} onClose={() => setEditing(false)} />}
    </section>
  );
});
