import type { EmergencyStop, ResumeState } from '#shared/contract/emergency-stop.ts';
import { hour } from './scenario.ts';
import type { SoakHost } from './soak-host.ts';

const order = { reason: 'サポートの指示', name: '山田', isInstructed: true, confirmation: '' };
const name = '鈴木';
/** A shop that cannot be compared is tried so often before it is skipped. */
const rounds = 3;

/** Stops everything: at once, or while time runs to `until` as soon as so many commits were made. */
export async function stopAll(
  host: SoakHost,
  afterCommits: number | null,
  until: number,
): Promise<EmergencyStop> {
  const stopping: Promise<EmergencyStop>[] = [];
  if (afterCommits !== null)
    await host.runTo(until, (commits) => {
      if (commits === afterCommits + 1) stopping.push(host.callAtOnce('emergencyStop.stop', order));
    });
  return stopping[0] ?? host.call('emergencyStop.stop', order);
}

/** What the way back needs of the world it leads through. */
export interface DrillWorld {
  call<T>(path: string, input: unknown): Promise<T>;
  /** Lets time pass until it is so. */
  until(what: string, atMostMs: number, isIt: () => Promise<boolean>): Promise<void>;
}

/** The guided way back. A shop that cannot be compared at present is tried again, and skipped in the end. */
export async function resumeAll(world: DrillWorld): Promise<void> {
  for (let round = 1; ; round += 1) {
    await world.call<ResumeState>('emergencyStop.beginResume', { name });
    await world.until('every shop was compared or could not be', hour, async () =>
      (await shopsOf(world)).every(({ state }) => state !== 'waiting' && state !== 'running'),
    );
    const failed = (await shopsOf(world)).filter(({ state }) => state === 'failed');
    if (failed.length > 0 && round < rounds) continue;
    for (const { shopId } of failed) await world.call('emergencyStop.skipShop', { shopId });
    break;
  }
  await world.call('emergencyStop.resume', { name });
}

async function shopsOf(world: DrillWorld): Promise<ResumeState['shops']> {
  const { resume } = await world.call<{ resume: ResumeState | null }>('emergencyStop.status', {});
  return resume?.shops ?? [];
}
