import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { autoImportStateSchema } from '#shared/contract/auto-import.ts';
import { startTexts } from '../../lib/i18n.ts';
import { canCompare, canRunNow, helpFor } from './help-for.ts';
import { isTrouble, stateLook } from './state-looks.ts';
import { briefText, stateText } from './state-words.ts';
import { monitored, stories, storyNow } from './testing/stories.ts';

beforeAll(() => startTexts('ja'));

const kinds = autoImportStateSchema.options.map((option) => option.shape.kind.value);
const states = stories.map(({ state }) => state);
const isDiagnosed = (code: string) => code.startsWith('mall_not');

describe('the state of a loop in words', () => {
  it('is shown by a story for every kind there is', () => {
    expect(new Set(states.map(({ kind }) => kind))).toEqual(new Set(kinds));
  });

  it.each(stories)('$name', ({ state, words }) => {
    expect(autoImportStateSchema.parse(state)).toEqual(state);
    expect(stateText(i18next.t, monitored(0, state), storyNow)).toBe(words);
  });

  it.each(['ja', 'en'])('has words everywhere, none of them a key (%s)', (language) => {
    const t = i18next.getFixedT(language);
    for (const state of states) {
      for (const text of [stateText(t, monitored(0, state), storyNow), briefText(t, state, storyNow)]) {
        expect(text).not.toMatch(/autoImport\.|\{\{|undefined/);
      }
    }
  });

  it('names the day of a try on another day', () => {
    const until = storyNow + 86_400_000;
    expect(stateText(i18next.t, monitored(0, { kind: 'waiting', until }), storyNow)).toContain('11/29 14:04');
  });
});

describe('the look of a state', () => {
  it('is red only where somebody must act, or nothing has worked for a while', () => {
    const red = stories.filter(({ state }) => stateLook(state).tone === 'danger').map(({ name }) => name);
    expect(red).toEqual(['stopped', 'failed often', 'circuit open', 'needs consent', 'clock', 'failed']);
    expect(stories.filter(({ state }) => isTrouble(state)).map(({ name }) => name)).toEqual(red);
  });

  it('has a sign of its own for every kind', () => {
    expect(new Set(states.map((state) => stateLook(state).Icon)).size).toBe(kinds.length);
  });
});

describe('the button that helps', () => {
  it('is the one of the state', () => {
    const helps = Object.fromEntries(
      stories.map(({ name, state }) => [name, helpFor(state, true, isDiagnosed)]),
    );
    expect(helps).toMatchObject({
      off: null,
      paused: 'resume',
      stopped: 'endStop',
      waiting: null,
      running: null,
      busy: null,
      'failed once': 'tryNow',
      maintenance: 'tryNow',
      'needs consent': 'consent',
      clock: 'clock',
      failed: 'diagnose',
    });
  });

  it('is another try for an error the diagnosis does not know', () => {
    const failed = states.find(({ kind }) => kind === 'failed');
    expect(failed && helpFor(failed, true, () => false)).toBe('tryNow');
  });

  it('leads to the consent where auto import is off for want of one', () => {
    expect(helpFor({ kind: 'off' }, false, isDiagnosed)).toBe('consent');
  });
});

describe('beginning at once', () => {
  const named = (can: (shop: ReturnType<typeof monitored>) => boolean) =>
    stories.filter(({ state }) => can(monitored(0, state))).map(({ name }) => name);

  it('is offered to a loop that is on and free', () => {
    expect(named(canRunNow)).toEqual([
      'waiting',
      'failed once',
      'failed often',
      'circuit open',
      'maintenance',
      'needs consent',
      'clock',
      'failed',
    ]);
  });

  it('is offered for a comparison wherever there is a consent and nobody at it', () => {
    const comparable = named((shop) => canCompare(shop, true));
    expect(comparable).toContain('off');
    expect(comparable).toContain('paused');
    for (const name of ['running', 'busy', 'stopped', 'needs consent'])
      expect(comparable).not.toContain(name);
    expect(named((shop) => canCompare(shop, false))).toEqual([]);
  });
});
