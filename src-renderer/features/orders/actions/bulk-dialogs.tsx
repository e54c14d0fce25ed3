import { useStore } from '../../../lib/store.ts';
import { ExportDialog } from '../../csv/export/export-dialog.tsx';
import { MallOperationDialog } from '../../outbox/mall-operation-dialog.tsx';
import { bulkDialogStore } from './bulk-store.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { FieldDialog } from './field-dialog.tsx';
import { RefusalDialog } from './refusal-dialog.tsx';

/** The dialogs of the selection's actions. */
export function BulkDialogs({ onClosed }: { onClosed: () => void }) {
  const dialog = useStore(bulkDialogStore);
  const close = () => {
    bulkDialogStore.set(null);
    onClosed();
  };
  return (
    <>
      {dialog?.kind === 'confirm' && <ConfirmDialog asked={dialog.asked} onClose={close} />}
      {dialog?.kind === 'field' && <FieldDialog chosen={dialog.chosen} onClose={close} />}
      {dialog?.kind === 'mall' && (
        <MallOperationDialog
          target={{ kind: 'job', target: dialog.chosen.target, total: dialog.chosen.count }}
          kind={dialog.operation}
          onClose={close}
        />
      )}
      {dialog?.kind === 'export' && (
        <ExportDialog target={dialog.chosen.target} total={dialog.chosen.count} onClose={close} />
      )}
      <RefusalDialog />
    </>
  );
}
