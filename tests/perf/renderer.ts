import { chromium } from '@playwright/test';
import { median, percentile, printVerdicts, type Verdict } from './measure.ts';
import { openBusyList } from './renderer/busy-list.ts';
import { startTasks, stopTasks, type Task } from './renderer/main-thread.ts';
import { type Scrolling, startScrolling, stopScrolling } from './renderer/scrolling.ts';
import { type StolenTime, watchStolenTime } from './renderer/stolen-time.ts';

/**
 * The window while orders come in: the list scrolls down and up with a pause at the top, first with nothing
 * else going on (the ceiling of this machine at this moment), then while orders are imported. Each round
 * has a product of its own and measures both, so that a busy machine slows both alike.
 *
 * Tasks are measured three ways: by the browser's own long-task entries (wall clock); by CPU time, which other
 * programs cannot lengthen; and by CPU time without what the machine below took from this virtual machine,
 * which the thread's CPU clock counts as its own. The last two need a trace, whose writing slows what it looks at:
 * they have rounds of their own. --cpu judges by the last one; on a machine of its own the last two are the same.
 * Every task over 50 ms of CPU time is printed with both figures.
 * Run: node tests/perf/renderer.ts [orders to import] [repetitions] [--cpu]
 */
const numbers = process.argv.slice(2).filter((word) => /^\d+$/.test(word));
const isCpuTime = process.argv.includes('--cpu');
const atMall = Number(numbers[0] ?? 10_000);
const repetitions = Number(numbers[1] ?? 3);
const longMs = 50;
const stored = 5_000;
const idleMs = 15_000;

interface Figures {
  readonly longTasks: number;
  readonly longestMs: number;
  readonly longPerMinute: number;
  readonly framesPerSecond: number;
  readonly frameP99: number;
  readonly cpuLongTasks: number;
  readonly cpuLongestMs: number;
  readonly cpuP99: number;
  readonly ownLongTasks: number;
  readonly ownLongestMs: number;
  /** Share of the processors' time that the machine below took, 0 to 1. */
  readonly stolenShare: number;
}

function figuresOf({ longTasks, frames }: Scrolling, tasks: readonly Task[], stolen: StolenTime): Figures {
  const cpuTasks = tasks.map(({ cpuMs }) => cpuMs);
  const long = tasks
    .filter(({ cpuMs }) => cpuMs > longMs)
    .map(({ fromUs, toUs, cpuMs }) => ({ cpuMs, stolenMs: stolen.during(fromUs, toUs) }));
  for (const { cpuMs, stolenMs } of long) {
    console.log(`         a task of ${cpuMs.toFixed(0)} ms CPU time, meanwhile stolen: ${stolenMs} ms`);
  }
  const seconds = frames.reduce((sum, ms) => sum + ms, 0) / 1_000;
  return {
    longTasks: longTasks.length,
    longestMs: Math.max(0, ...longTasks),
    longPerMinute: (longTasks.length / seconds) * 60,
    framesPerSecond: frames.length / seconds,
    frameP99: percentile(frames, 0.99),
    cpuLongTasks: long.length,
    cpuLongestMs: cpuTasks.reduce((most, ms) => Math.max(most, ms), 0),
    cpuP99: percentile(cpuTasks, 0.99),
    ownLongTasks: long.filter(({ cpuMs, stolenMs }) => cpuMs - stolenMs > longMs).length,
    ownLongestMs: tasks.reduce(
      (most, { fromUs, toUs, cpuMs }) =>
        cpuMs > most ? Math.max(most, cpuMs - stolen.during(fromUs, toUs)) : most,
      0,
    ),
    stolenShare: stolen.share,
  };
}

type Way = 'wall' | 'cpu';
interface Round {
  readonly idle: Figures;
  readonly busy: Figures;
  readonly perSecond: number;
}

const tasksText: Readonly<Record<Way, (of: Figures) => string>> = {
  wall: (of) =>
    `tasks over ${longMs} ms by the wall: ${of.longTasks} (${of.longPerMinute.toFixed(1)}/min), longest ${of.longestMs.toFixed(0)} ms`,
  cpu: (of) =>
    `tasks over ${longMs} ms by CPU time: ${of.cpuLongTasks}, longest ${of.cpuLongestMs.toFixed(0)} ms, p99 ${of.cpuP99.toFixed(1)} ms; ` +
    `without stolen time ${of.ownLongTasks}, longest ${of.ownLongestMs.toFixed(0)} ms`,
};
const text = (way: Way, of: Figures): string =>
  `${tasksText[way](of)}; stolen ${(of.stolenShare * 100).toFixed(0)} %; ` +
  `${of.framesPerSecond.toFixed(1)} frames/s, frame p99 ${of.frameP99.toFixed(0)} ms`;

const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
});
const rounds: Record<Way, Round[]> = { wall: [], cpu: [] };
try {
  for (let repetition = 1; repetition <= repetitions; repetition += 1) {
    for (const way of ['wall', 'cpu'] as const) {
      const round = await measureRound(way);
      rounds[way].push(round);
      console.log(`${repetition} only scrolling: ${text(way, round.idle)}`);
      console.log(
        `${repetition} importing:      ${text(way, round.busy)}; ${round.perSecond.toFixed(0)} orders/s`,
      );
    }
  }
} finally {
  await browser.close();
}

async function measureRound(way: Way): Promise<Round> {
  const list = await openBusyList(browser, { stored, atMall });
  try {
    const { page } = list;
    const scrollDuring = async (work: () => Promise<unknown>): Promise<Figures> => {
      const stolenTime = watchStolenTime();
      if (way === 'cpu') await startTasks(browser, page);
      await startScrolling(page);
      await work();
      const scrolled = await stopScrolling(page);
      return figuresOf(scrolled, way === 'cpu' ? await stopTasks(browser) : [], await stolenTime());
    };
    const idle = await scrollDuring(() => new Promise((resolve) => setTimeout(resolve, idleMs)));
    let perSecond = 0;
    const busy = await scrollDuring(async () => {
      const startedAt = performance.now();
      perSecond = ((await list.importAll()) / (performance.now() - startedAt)) * 1_000;
    });
    return { idle, busy, perSecond };
  } finally {
    await list.close();
  }
}

const middle = (way: Way, of: (round: Round) => number): number => median(rounds[way].map(of));
const frameRatio = middle('wall', ({ idle, busy }) => busy.framesPerSecond / idle.framesPerSecond);
const longTasks = (
  what: string,
  isJudged: boolean,
  way: Way,
  count: keyof Figures,
  longest: keyof Figures,
): Verdict => ({
  what: `${what} while ${atMall.toLocaleString('en')} orders are imported`,
  target: isJudged ? '0' : 'reported',
  value:
    `median ${middle(way, ({ busy }) => busy[count])}, longest ${middle(way, ({ busy }) => busy[longest]).toFixed(0)} ms ` +
    `(only scrolling: ${middle(way, ({ idle }) => idle[count])}, longest ${middle(way, ({ idle }) => idle[longest]).toFixed(0)} ms)`,
  isMet: !isJudged || middle(way, ({ busy }) => busy[count]) === 0,
});
const verdicts: Verdict[] = [
  longTasks('tasks over 50 ms, wall clock,', !isCpuTime, 'wall', 'longTasks', 'longestMs'),
  longTasks('tasks over 50 ms, CPU time,', false, 'cpu', 'cpuLongTasks', 'cpuLongestMs'),
  longTasks('tasks over 50 ms, CPU time less stolen time,', true, 'cpu', 'ownLongTasks', 'ownLongestMs'),
  {
    what: 'frames per second against only scrolling',
    target: '≥ 0.5',
    value:
      `${frameRatio.toFixed(2)}  (${middle('wall', ({ busy }) => busy.framesPerSecond).toFixed(0)} of ` +
      `${middle('wall', ({ idle }) => idle.framesPerSecond).toFixed(0)}; import at ${middle('wall', ({ perSecond }) => perSecond).toFixed(0)} orders/s)`,
    isMet: frameRatio >= 0.5,
  },
];
printVerdicts(verdicts);
process.exitCode = verdicts.every(({ isMet }) => isMet) ? 0 : 1;
