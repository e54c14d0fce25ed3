import { useMutation, useQueryClient } from '@tanstack/react-query';
import { hostQuery } from '../../../lib/connection/index.ts';
import { useSaveSettings } from '../../../lib/settings.ts';

/** Begins the comparison of every shop, or repeats it for those that failed. */
export function useBeginResume() {
  const queryClient = useQueryClient();
  const saveSettings = useSaveSettings();
  return useMutation(
    hostQuery.emergencyStop.beginResume.mutationOptions({
      onSuccess: ({ startedBy }, { name }) => {
        if (name.trim() === startedBy) saveSettings({ operatorName: startedBy });
        return queryClient.invalidateQueries({ queryKey: hostQuery.emergencyStop.status.key() });
      },
    }),
  );
}
