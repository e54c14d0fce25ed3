import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AutoImportState } from '#shared/contract/auto-import.ts';
import { startTexts } from '../../lib/i18n.ts';
import { overallState, overallText } from './overall-words.ts';
import { at, monitored, stories, storyNow } from './testing/stories.ts';

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
      text: '3店舗を自動で取り込んでいます。次は 14:10',
      tone: 'good',
    });
    expect(say('waiting', 'running').text).toBe('2店舗を自動で取り込んでいます。いま 1店舗を取込中');
  });

  it('puts first what needs a person', () => {
    expect(say('needs consent')).toEqual({ text: '1店舗で認証が必要です。', tone: 'danger' });
    expect(say('waiting', 'needs consent', 'clock', 'failed', 'failed often').text).toBe(
      '1店舗で認証が必要です。PCの時計が合っていないため、1店舗で止まっています。2店舗で取り込めていません。ほかの 1店舗は自動で取り込んでいます。次は 14:10',
    );
    expect(say('waiting', 'stopped').text).toBe('緊急停止中です。自動取込はすべて止まっています');
  });

  it('says when nothing is imported by itself', () => {
    expect(say('off', 'off')).toEqual({ text: '自動取込はオフです', tone: 'plain' });
    expect(say('off', 'paused').text).toBe('自動取込は一時停止中です');
    expect(say().text).toBe('自動取込はオフです');
  });

  it('counts no next run of a shop that has none', () => {
    const shops = [monitored(0, story('waiting'), { nextAt: null }), monitored(1, story('maintenance'))];
    expect(overallText(i18next.t, shops, storyNow).text).toBe('2店舗を自動で取り込んでいます。次は 14:20');
    expect(at('14:20')).toBe(shops[1]?.nextAt);
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
