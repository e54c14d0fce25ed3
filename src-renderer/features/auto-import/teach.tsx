import { Button, Group, List, Stack, Text, Title } from '@mantine/core';
import { IconBuildingStore, IconMail, IconPlayerPlay } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Shop } from '#shared/contract/shops.ts';
import { hostQuery } from '../../lib/connection/index.ts';
import { goTo } from '../../lib/navigation.ts';
import { openSharedConsent } from '../shops/shop-selection.ts';
import { startDemo, useDemo } from '../welcome/demo.ts';

const steps = ['consent', 'switch', 'watch'] as const;

/** While no shop can be imported automatically: what it takes, and the button that begins it. */
export function Teach({ shops }: { shops: readonly Shop[] }) {
  const { t } = useTranslation();
  const info = useQuery(hostQuery.system.info.queryOptions({ input: {} })).data;
  const demo = useDemo();
  return (
    <Stack gap="sm" align="flex-start" p="lg" maw={720}>
      <Title order={2}>{t('autoImport.teach.title')}</Title>
      <Text size="sm">{t(shops.length === 0 ? 'autoImport.teach.noShop' : 'autoImport.teach.text')}</Text>
      <List type="ordered" size="sm" spacing={6}>
        {steps.map((step) => (
          <List.Item key={step}>{t(`autoImport.teach.steps.${step}`)}</List.Item>
        ))}
      </List>
      <Group gap="xs">
        {shops.map((shop, index) => (
          <Button
            key={shop.id}
            size="sm"
            variant={index === 0 ? 'filled' : 'default'}
            leftSection={<IconMail size={16} aria-hidden />}
            onClick={() => openSharedConsent(shop.id)}
          >
            {t('autoImport.teach.start', { shop: shop.name })}
          </Button>
        ))}
        {shops.length === 0 && (
          <>
            <Button
              size="sm"
              leftSection={<IconBuildingStore size={16} aria-hidden />}
              onClick={() => goTo('shops')}
            >
              {t('autoImport.teach.connect')}
            </Button>
            {info?.demo.available && (
              <Button
                size="sm"
                variant="default"
                loading={demo.isStarting}
                leftSection={<IconPlayerPlay size={16} aria-hidden />}
                onClick={startDemo}
              >
                {t('autoImport.teach.demo')}
              </Button>
            )}
          </>
        )}
      </Group>
    </Stack>
  );
}
