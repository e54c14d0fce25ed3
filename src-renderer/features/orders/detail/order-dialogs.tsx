import { FraudHeldDialog } from '../../fraud/fraud-held-dialog.tsx';
import { ReimportDialog } from '../../reimport/reimport-dialog.tsx';
import { StagedDialog } from '../../staging/staged-dialog.tsx';
import { ConflictDialog } from './conflict-dialog.tsx';
import { LeaveDialog } from './leave-dialog.tsx';

/** Decisions about orders that may come up on any screen. */
export function OrderDialogs() {
  return (
    <>
      <ReimportDialog />
      <LeaveDialog />
      <ConflictDialog />
      <FraudHeldDialog />
      <StagedDialog />
    </>
  );
}
