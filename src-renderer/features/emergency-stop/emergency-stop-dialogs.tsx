import { useEffect, useEffectEvent } from 'react';
import { onCommand } from '../../lib/commands.ts';
import { useWindowKeys } from '../../lib/shortcuts.ts';
import { useStore } from '../../lib/store.ts';
import { closeEmergencyStop, emergencyStopStore } from './emergency-stop-store.ts';
import { ResumeGuide } from './resume-guide.tsx';
import { StopDialog } from './stop-dialog.tsx';
import { useStopStatus } from './use-stop-status.ts';

/** The emergency stop over whatever is on the screen, by button, menu, tray or keyboard. */
export function EmergencyStopDialogs() {
  const opened = useStore(emergencyStopStore);
  const { open } = useStopStatus();
  const openNow = useEffectEvent(open);
  useEffect(() => onCommand('emergencyStop', () => openNow()), []);
  // Three keys, one of them out of the way: nobody presses them by accident.
  useWindowKeys((event) => {
    if (event.key !== 'F12' || !event.shiftKey || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (!event.repeat) open();
  });
  return (
    <>
      <StopDialog isOpen={opened === 'stop'} onClose={closeEmergencyStop} />
      <ResumeGuide isOpen={opened === 'resume'} onClose={closeEmergencyStop} />
    </>
  );
}
