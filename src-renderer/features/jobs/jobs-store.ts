import { createStore } from '../../lib/store.ts';

/** The panel of jobs: closed, open on the list, or open on one job. */
export const jobPanelStore = createStore<{ readonly isOpen: boolean; readonly jobId: string | null }>({
  isOpen: false,
  jobId: null,
});

export function openJob(jobId: string | null): void {
  jobPanelStore.set({ isOpen: true, jobId });
}

export function closeJobs(): void {
  jobPanelStore.set((old) => ({ ...old, isOpen: false }));
}
