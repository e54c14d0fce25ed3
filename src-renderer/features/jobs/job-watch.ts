import type { Job } from '#shared/contract/jobs.ts';

type EndListener = (job: Job) => void;
let endListener: EndListener | null = null;

/** Jobs this window waits for: those it started, and those it saw running. */
const awaited = new Set<string>();

/** Receives jobs that have ended, to tell the operator. */
export function onJobEnd(listener: EndListener | null): void {
  endListener = listener;
}

/** The job's end will be announced, also when it ends before the list is asked again. */
export function followJob(jobId: string): void {
  awaited.add(jobId);
}

export function announceEnd(job: Job): void {
  awaited.delete(job.id);
  endListener?.(job);
}

/** Looks for jobs that have ended since the last look. */
export function watchJobs(jobs: readonly Job[]): void {
  for (const job of jobs) {
    if (job.state === 'running') awaited.add(job.id);
    else if (job.state !== 'interrupted' && awaited.has(job.id)) announceEnd(job);
  }
}
