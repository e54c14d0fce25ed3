import { Alert, Button } from '@mantine/core';
import { IconCopy, IconFolderOpen, IconKeyOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { hostQuery, shell, shellQuery } from '../../lib/connection/index.ts';
import { showError } from '../../ui/error-notice.tsx';
import { copyWithNotice } from '../../ui/notices.ts';
import { Card } from '../../ui/page.tsx';
import styles from './settings.module.css';

/** Versions, database and where keys are kept, ready to be copied for support. */
export function AboutCard() {
  const { t } = useTranslation();
  const shellInfo = useQuery(shellQuery.info.queryOptions({ input: {} })).data;
  const info = useQuery(hostQuery.system.info.queryOptions({ input: {} })).data;
  if (!shellInfo || !info) return null;
  const isMemory = info.secretStore.kind === 'memory';
  const runtime =
    shellInfo.kind === 'headless'
      ? t('settings.about.browser')
      : `Electron ${shellInfo.electronVersion}${
          shellInfo.isFallbackRuntime ? ` (${t('settings.about.fallbackRuntime')})` : ''
        }`;
  const facts: (readonly [string, string])[] = [
    [t('settings.about.version'), info.appVersion],
    [t('settings.about.runtime'), runtime],
    [t('settings.about.platform'), shellInfo.platform],
    [
      t('settings.about.database'),
      t('settings.about.databaseText', {
        schema: info.database.schemaVersion,
        revision: info.database.revision,
        size: `${(info.database.sizeBytes / 1_048_576).toFixed(1)} MB`,
      }),
    ],
    [t('settings.about.openMs'), `${Math.round(info.database.openMs)} ms`],
    [t('settings.about.secretStore'), t(isMemory ? 'settings.about.memory' : 'settings.about.keychain')],
  ];
  const showFolder = () => {
    shell.showDataFolder({}).catch(showError);
  };
  return (
    <Card
      title={t('settings.about.title')}
      actions={
        <>
          <Button
            variant="subtle"
            leftSection={<IconCopy size={14} aria-hidden />}
            onClick={() =>
              copyWithNotice(facts.map((fact) => fact.join(': ')).join('\n'), t('common.copied'))
            }
          >
            {t('settings.about.copy')}
          </Button>
          {shellInfo.kind === 'electron' && (
            <Button
              variant="subtle"
              leftSection={<IconFolderOpen size={14} aria-hidden />}
              onClick={showFolder}
            >
              {t('settings.about.showFolder')}
            </Button>
          )}
        </>
      }
    >
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
      </dl>
      {isMemory && (
        <Alert mt="sm" color="yellow" icon={<IconKeyOff aria-hidden />}>
          {t('settings.about.memoryWarning')}
        </Alert>
      )}
    </Card>
  );
}
