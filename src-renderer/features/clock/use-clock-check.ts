import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ClockCheck } from '#shared/domain/clock-check.ts';
import { hostQuery } from '../../lib/connection/index.ts';
import { showError } from '../../ui/error-notice.tsx';

/** 「もう一度確認」: compares the clock with true time now. */
export function useClockCheck(onDone?: (check: ClockCheck) => void) {
  const queryClient = useQueryClient();
  return useMutation(
    hostQuery.clock.check.mutationOptions({
      onError: showError,
      onSuccess: (check) => onDone?.(check),
      onSettled: () => queryClient.invalidateQueries({ queryKey: hostQuery.clock.key() }),
    }),
  );
}
