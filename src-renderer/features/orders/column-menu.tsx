import { ActionIcon, Button, Checkbox, Group, Popover, ScrollArea, Stack, Tooltip } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconColumns3, IconPin, IconPinFilled } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ColumnSets } from './column-sets.tsx';
import type { SavedColumns } from './grid-column-state.ts';
import type { OrderColumnId } from './grid-columns.ts';
import type { OrderGrid } from './grid-controller.ts';

/** Which columns are shown, in which order, and which stay at the left; all by keyboard too. */
export function ColumnMenu({ gridRef }: { gridRef: { current: OrderGrid | null } }) {
  const { t } = useTranslation();
  const [columns, setColumns] = useState<SavedColumns>([]);
  const read = () => setColumns(gridRef.current?.columns() ?? []);
  const apply = (next: SavedColumns) => {
    gridRef.current?.setColumns(next);
    read();
  };
  const change = (id: string, changes: Partial<SavedColumns[number]>) =>
    apply(columns.map((column) => (column.id === id ? { ...column, ...changes } : column)));
  const move = (index: number, delta: number) => {
    const next = [...columns];
    const [moved] = next.splice(index, 1);
    if (moved) next.splice(index + delta, 0, moved);
    apply(next);
  };
  return (
    <Popover position="bottom-end" trapFocus onChange={(isOpen) => isOpen && read()} onOpen={read}>
      <Popover.Target>
        <Button variant="default" leftSection={<IconColumns3 size={15} aria-hidden />}>
          {t('orders.toolbar.columns')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p="xs">
        <ColumnSets columns={() => gridRef.current?.columns() ?? []} onApply={apply} />
        <ScrollArea.Autosize mah="46vh" w={300} type="auto">
          <Stack gap={2} pr={8}>
            {columns.map((column, index) => {
              const name = t(`orders.columns.${column.id as OrderColumnId}`);
              return (
                <Group key={column.id} gap={2} wrap="nowrap">
                  <Checkbox
                    flex={1}
                    label={name}
                    checked={!column.hidden}
                    onChange={(event) => change(column.id, { hidden: !event.currentTarget.checked })}
                  />
                  <ColumnButton
                    label={`${name}: ${t(column.pinned ? 'orders.toolbar.unpin' : 'orders.toolbar.pinLeft')}`}
                    onClick={() => change(column.id, { pinned: column.pinned ? null : 'left' })}
                  >
                    {column.pinned ? <IconPinFilled size={14} /> : <IconPin size={14} />}
                  </ColumnButton>
                  <ColumnButton
                    label={`${name}: ${t('orders.toolbar.moveUp')}`}
                    isDisabled={index === 0}
                    onClick={() => move(index, -1)}
                  >
                    <IconArrowUp size={14} />
                  </ColumnButton>
                  <ColumnButton
                    label={`${name}: ${t('orders.toolbar.moveDown')}`}
                    isDisabled={index === columns.length - 1}
                    onClick={() => move(index, 1)}
                  >
                    <IconArrowDown size={14} />
                  </ColumnButton>
                </Group>
              );
            })}
          </Stack>
        </ScrollArea.Autosize>
        <Button
          mt="xs"
          variant="subtle"
          fullWidth
          onClick={() => {
            gridRef.current?.resetColumns();
            read();
          }}
        >
          {t('orders.toolbar.resetColumns')}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}

function ColumnButton({
  label,
  isDisabled,
  onClick,
  children,
}: {
  label: string;
  isDisabled?: boolean;
  onClick: () => void;
  children: ReactNode;
}) {
  return (
    <Tooltip label={label}>
      <ActionIcon size={24} aria-label={label} disabled={isDisabled ?? false} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
