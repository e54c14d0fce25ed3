import { Stack, Tabs, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TerminalSettings } from '#shared/contract/shell.ts';
import { shellQuery } from '../../lib/connection/index.ts';
import { goTo, usePart } from '../../lib/navigation.ts';
import { useSaveSettings, useSettings } from '../../lib/settings.ts';
import { Choice } from '../../ui/choice.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { StopJournal } from '../emergency-stop/stop-journal.tsx';
import { FraudCard } from '../fraud/fraud-card.tsx';
import { DesktopNoticesCard } from '../notices/desktop-notices-card.tsx';
import { NoticeMailCard } from '../notices/notice-mail-card.tsx';
import { PhasesCard } from '../phases/phases-card.tsx';
import { RulesCard } from '../rules/rules-card.tsx';
import { AboutCard } from './about-card.tsx';
import { MailCard } from './mail-card.tsx';
import { RunningCard } from './running-card.tsx';
import styles from './settings.module.css';

const zooms = ['0.9', '1', '1.1', '1.25', '1.5'] as const;

const parts = ['terminal', 'notices', 'phases', 'rules', 'fraud', 'stops'] as const;
type Part = (typeof parts)[number];

/** Settings of this terminal, and those all terminals share; every change takes effect and is kept at once. */
export function SettingsScreen() {
  const { t } = useTranslation();
  const address = usePart();
  const part = parts.find((known) => known === address) ?? 'terminal';
  return (
    <Page title={t('settings.title')} {...(part === 'terminal' ? { hint: t('settings.scope') } : {})}>
      <Tabs
        value={part}
        keepMounted={false}
        onChange={(value) => goTo('settings', value ?? '')}
        className={styles.tabs ?? ''}
      >
        <Tabs.List mb="md">
          {parts.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`settings.parts.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {parts.map((name) => (
          <Tabs.Panel key={name} value={name}>
            <PartCards part={name} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Page>
  );
}

function PartCards({ part }: { part: Part }) {
  switch (part) {
    case 'notices':
      return <NoticeCards />;
    case 'phases':
      return <PhasesCard />;
    case 'rules':
      return <RulesCard />;
    case 'fraud':
      return <FraudCard />;
    case 'stops':
      return <StopJournal />;
    case 'terminal':
      return <TerminalCards />;
  }
}

function NoticeCards() {
  const kind = useQuery(shellQuery.info.queryOptions({ input: {} })).data?.kind;
  return (
    <div className={styles.columns}>
      {kind === 'electron' && <DesktopNoticesCard />}
      <NoticeMailCard />
    </div>
  );
}

function TerminalCards() {
  const { t } = useTranslation();
  const settings = useSettings();
  const save = useSaveSettings();
  return (
    <div className={styles.columns}>
      <Card title={t('settings.display')}>
        <Stack gap="md">
          <Choice
            label={t('settings.language')}
            value={settings.language}
            choices={[
              ['ja', t('settings.languages.ja')],
              ['en', t('settings.languages.en')],
            ]}
            onChoose={(language) => save({ language })}
          />
          <Choice
            label={t('settings.theme')}
            value={settings.theme}
            choices={(['light', 'dark', 'system'] as const).map((theme) => [
              theme,
              t(`settings.themes.${theme}`),
            ])}
            onChoose={(theme) => save({ theme })}
          />
          <Choice
            label={t('settings.density')}
            value={settings.density}
            choices={(['compact', 'comfortable'] as const).map((density) => [
              density,
              t(`settings.densities.${density}`),
            ])}
            onChoose={(density) => save({ density })}
          />
          <Choice
            label={t('settings.zoom')}
            value={zooms.find((zoom) => Number(zoom) === settings.zoom) ?? '1'}
            choices={zooms.map((zoom) => [zoom, `${Math.round(Number(zoom) * 100)}%`])}
            onChoose={(zoom) => save({ zoom: Number(zoom) })}
          />
        </Stack>
      </Card>
      <Card title={t('settings.terminal')}>
        <TerminalName settings={settings} onName={(terminalName) => save({ terminalName })} />
      </Card>
      <RunningCard />
      <MailCard />
      <AboutCard />
    </div>
  );
}

/** Kept when the field is left or on Enter; an empty name keeps the old one. */
function TerminalName({ settings, onName }: { settings: TerminalSettings; onName: (name: string) => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState(settings.terminalName);
  const commit = () => {
    const next = name.trim();
    if (next === '') setName(settings.terminalName);
    else if (next !== settings.terminalName) onName(next);
  };
  return (
    <TextInput
      maw={360}
      label={t('settings.terminalName')}
      description={t('settings.terminalNameHint')}
      maxLength={60}
      value={name}
      onChange={(event) => setName(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => event.key === 'Enter' && !event.nativeEvent.isComposing && commit()}
    />
  );
}
