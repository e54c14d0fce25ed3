import { afterEach, describe, expect, it } from 'vitest';
import type { Job, JobState } from '#shared/contract/jobs.ts';
import { announceEnd, followJob, onJobEnd, watchJobs } from './job-watch.ts';

const job = (id: string, state: JobState): Job => ({
  id,
  state,
  kind: 'phase',
  facts: {},
  actor: '',
  terminal: '',
  startedAt: 0,
  finishedAt: null,
  progress: { total: 1, done: 0, unchanged: 0, failed: 0, remainingMs: null },
  error: null,
  canUndo: false,
  undoneBy: null,
});

const told: string[] = [];
const listen = () => onJobEnd(({ id, state }) => told.push(`${id} ${state}`));

afterEach(() => {
  onJobEnd(null);
  told.length = 0;
});

describe('ends of jobs', () => {
  it('are told once for a job seen running, and not for one that was over before', () => {
    listen();
    watchJobs([job('a', 'running'), job('old', 'completed')]);
    watchJobs([job('a', 'completed'), job('old', 'completed')]);
    watchJobs([job('a', 'completed')]);
    expect(told).toEqual(['a completed']);
  });

  it('are told for a job begun here that was never seen running', () => {
    listen();
    followJob('quick');
    watchJobs([job('quick', 'failed')]);
    expect(told).toEqual(['quick failed']);
  });

  it('are told once when the call already answered with the end', () => {
    listen();
    announceEnd(job('b', 'completed'));
    watchJobs([job('b', 'completed')]);
    expect(told).toEqual(['b completed']);
  });

  it('wait for an interrupted job to go on', () => {
    listen();
    watchJobs([job('c', 'running')]);
    watchJobs([job('c', 'interrupted')]);
    watchJobs([job('c', 'cancelled')]);
    expect(told).toEqual(['c cancelled']);
  });
});
