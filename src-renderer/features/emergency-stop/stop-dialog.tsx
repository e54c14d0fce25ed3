import { Button, Group, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hostQuery } from '../../lib/connection/index.ts';
import { useSaveSettings, useSettings } from '../../lib/settings.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { notice } from '../../ui/notices.ts';
import { aboveOthers } from './above-others.ts';
import { AlreadyStopped } from './already-stopped.tsx';
import { ConfirmWords, isConfirmed } from './confirm-words.tsx';
import { StopForm, type StopWords } from './stop-form.tsx';
import { useStopStatus } from './use-stop-status.ts';

/** Asks for what spec §5 wants before everything stops; nothing in it stops on Enter. */
export function StopDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog
      opened={isOpen}
      onClose={onClose}
      title={t('emergencyStop.stop.title')}
      size={640}
      closeOnClickOutside={false}
      {...aboveOthers(onClose)}
    >
      <Steps onClose={onClose} />
    </Dialog>
  );
}

/** What is asked for, then – without an instruction of support – the words that must be typed. */
function Steps({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { operatorName } = useSettings();
  const [words, setWords] = useState<StopWords>({ reason: '', name: operatorName, isInstructed: false });
  const [isConfirming, setConfirming] = useState(false);
  const [typed, setTyped] = useState('');
  const { stop } = useStopStatus();
  const order = useStop(onClose);
  const isFilled = words.reason.trim() !== '' && words.name.trim() !== '';
  const submit = () => {
    if (!words.isInstructed && !isConfirming) setConfirming(true);
    else order.mutate({ ...words, confirmation: isConfirming ? typed : '' });
  };
  // Somebody else was first.
  if (stop !== null && !order.isPending) return <AlreadyStopped stop={stop} onClose={onClose} />;
  return (
    <Stack gap="sm">
      {isConfirming ? (
        <ConfirmWords typed={typed} onType={setTyped} />
      ) : (
        <StopForm words={words} onChange={setWords} />
      )}
      {order.isError && <ErrorPanel error={order.error} />}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={isConfirming ? () => setConfirming(false) : onClose}>
          {t('emergencyStop.stop.back')}
        </Button>
        <Button
          color="red"
          disabled={isConfirming ? !isConfirmed(typed) : !isFilled}
          loading={order.isPending}
          onClick={submit}
        >
          {t('emergencyStop.stop.submit')}
        </Button>
      </Group>
    </Stack>
  );
}

function useStop(onClose: () => void) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const saveSettings = useSaveSettings();
  return useMutation(
    hostQuery.emergencyStop.stop.mutationOptions({
      onSuccess: (stop) => {
        queryClient.setQueryData(hostQuery.emergencyStop.status.queryKey({ input: {} }), {
          stop,
          resume: null,
        });
        saveSettings({ operatorName: stop.name });
        onClose();
        notice(t('emergencyStop.stop.stopped'));
      },
    }),
  );
}
