import { ActionIcon, CloseButton, Kbd, Select, TextInput, Tooltip } from '@mantine/core';
import {
  IconBuildingStore,
  IconKeyboard,
  IconReceiptYen,
  IconSearch,
  IconStethoscope,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ClockIndicator } from '../features/clock/clock-indicator.tsx';
import { openDiagnosis } from '../features/diagnosis/diagnosis-store.ts';
import { EmergencyStopButton } from '../features/emergency-stop/stop-button.tsx';
import { ExpiryIndicator } from '../features/expiry/expiry-indicator.tsx';
import { NoticeBell } from '../features/notices/notice-bell.tsx';
import { focusGrid } from '../features/orders/grid-focus.ts';
import { openOrderStore, orderListStore, setSearch } from '../features/orders/list-state.ts';
import { giveCommand, onCommand } from '../lib/commands.ts';
import { hostQuery } from '../lib/connection/index.ts';
import { goTo } from '../lib/navigation.ts';
import { shopFilterStore } from '../lib/shop-filter.ts';
import { isTyping, useWindowKeys } from '../lib/shortcuts.ts';
import { useStore } from '../lib/store.ts';
import styles from './frame.module.css';

/** Name, shop filter, search, this PC's clock, the keyboard map and the emergency stop. */
export function TitleRow({ onKeyboardMap }: { onKeyboardMap: () => void }) {
  const { t } = useTranslation();
  return (
    <header className={styles.title}>
      <div className={styles.brand}>
        <span className={styles.mark}>
          <IconReceiptYen size={16} aria-hidden />
        </span>
        {t('frame.product')}
      </div>
      <ShopFilter />
      <SearchField />
      <ExpiryIndicator />
      <ClockIndicator />
      <NoticeBell />
      <Tooltip label={t('diagnosis.title')}>
        <ActionIcon
          onClick={() => openDiagnosis({ shopId: null, scope: 'terminal' })}
          aria-label={t('diagnosis.title')}
        >
          <IconStethoscope size={18} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={`${t('frame.keyboardMap')} (?)`}>
        <ActionIcon onClick={onKeyboardMap} aria-label={t('frame.keyboardMap')}>
          <IconKeyboard size={18} />
        </ActionIcon>
      </Tooltip>
      <EmergencyStopButton />
    </header>
  );
}

function ShopFilter() {
  const { t } = useTranslation();
  const shops = useQuery(hostQuery.shops.list.queryOptions({ input: {} })).data?.shops ?? [];
  const chosen = useStore(shopFilterStore);
  if (shops.length === 0) return null;
  return (
    <Select
      w={200}
      aria-label={t('frame.shopFilter')}
      leftSection={<IconBuildingStore size={15} aria-hidden />}
      data={[
        { value: '', label: t('frame.allShops') },
        ...shops.map((shop) => ({ value: shop.id, label: shop.name })),
      ]}
      value={chosen ?? ''}
      onChange={(value) => shopFilterStore.set(value || null)}
    />
  );
}

/** Searches while typing; the list follows 150 ms after the last key. */
function SearchField() {
  const { t } = useTranslation();
  const { search } = useStore(orderListStore);
  const [typed, setTyped] = useState(search);
  const field = useRef<HTMLInputElement>(null);
  const sent = useRef(search);

  // A view or the clear button may change the search from outside.
  useEffect(() => {
    if (search !== sent.current) {
      sent.current = search;
      setTyped(search);
    }
  }, [search]);

  useEffect(() => {
    const text = typed.trim();
    if (text === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = text;
      setSearch(text);
      goTo('orders');
    }, 150);
    return () => clearTimeout(timer);
  }, [typed]);

  useWindowKeys((event) => {
    const isShortcut =
      (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey)) ||
      (event.key === '/' && !isTyping(event));
    if (!isShortcut) return;
    event.preventDefault();
    giveCommand('search');
  });

  useEffect(
    () =>
      onCommand('search', () => {
        field.current?.focus();
        field.current?.select();
      }),
    [],
  );

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      if (typed) {
        setTyped('');
        return;
      }
      // An empty list cannot take the focus; the search box must let it go all the same.
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      focusGrid();
    } else if (event.key === 'Enter' || event.key === 'ArrowDown') {
      event.preventDefault();
      goTo('orders');
      openOrderStore.set(null);
      focusGrid();
    }
  };

  return (
    <TextInput
      ref={field}
      className={styles.search ?? ''}
      type="search"
      aria-label={t('frame.searchLabel')}
      placeholder={t('frame.searchPlaceholder')}
      leftSection={<IconSearch size={15} aria-hidden />}
      rightSectionWidth={typed ? 30 : 64}
      rightSectionPointerEvents={typed ? 'all' : 'none'}
      rightSection={
        typed ? (
          <CloseButton size="sm" aria-label={t('frame.clearSearch')} onClick={() => setTyped('')} />
        ) : (
          <Kbd size="xs">Ctrl K</Kbd>
        )
      }
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onKeyDown={onKeyDown}
    />
  );
}
