import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AutoImportState } from '#shared/contract/auto-import.ts';
import { startTexts } from '../../lib/i18n.ts';
import { overallState, overallText } from './overall-words.ts';
import { monitored, stories, storyNow } from './testing/stories.ts';

beforeAll(() => startTexts('ja'));

const story = (name: string): AutoImportState => {
  const found = stories.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`no story ${name}`);
  return found.state;
};
const say = (...names: string[]) =>
  overallText(
    i18next.t,
    names.map((name, n) => monitored(n, story(name))),
    storyNow,
  );

describe('everything in one sentence', () => {
  it('says how many are imported and when the next one is', () => {
    expect(say('waiting', 'waiting', 'maintenance', 'off')).toEqual({
      trouble: '',
      calm: '3店舗を自動で取り込んでいます。次は 14:10',
    });
    expect(say('waiting', 'running').calm).toBe('2店舗を自動で取り込んでいます。いま 1店舗を取込中');
  });

  it('puts first what needs a person', () => {
    expect(say('needs consent')).toEqual({ trouble: '1店舗で認証が必要です。', calm: '' });
    expect(say('waiting', 'needs consent', 'clock', 'failed', 'failed often')).toEqual({
      trouble:
        '1店舗で認証が必要です。PCの時計が合っていないため、1店舗で止まっています。2店舗で取り込めていません。',
      calm: 'ほかの 1店舗は自動で取り込んでいます。次は 14:10',
    });
    expect(say('waiting', 'stopped')).toEqual({
      trouble: '緊急停止中です。自動取込はすべて止まっています',
      calm: '',
    });
  });

  it('says when nothing is imported by itself', () => {
    expect(say('off', 'off')).toEqual({ trouble: '', calm: '自動取込はオフです' });
    expect(say('off', 'paused').calm).toBe('自動取込は一時停止中です');
    expect(say().calm).toBe('自動取込はオフです');
  });

  it('counts no next run of a shop that has none', () => {
    const shops = [monitored(0, story('waiting'), { nextAt: null }), monitored(1, story('maintenance'))];
    expect(overallText(i18next.t, shops, storyNow).calm).toBe('2店舗を自動で取り込んでいます。次は 14:20');
  });
});

describe('the sign beside the screen’s name', () => {
  const sign = (...names: string[]) => overallState(names.map((name, n) => monitored(n, story(name))));
  it('tells trouble, work and rest apart', () => {
    expect(sign('waiting', 'running', 'needs consent')).toBe('trouble');
    expect(sign('waiting', 'running')).toBe('running');
    expect(sign('waiting', 'off')).toBe('waiting');
    expect(sign('off', 'paused')).toBeNull();
    expect(sign()).toBeNull();
  });
});
