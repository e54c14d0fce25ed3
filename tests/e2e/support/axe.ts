import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/**
 * No finding of axe that keeps someone from working, on the screen as it stands: all rules in the light scheme,
 * contrast in the dark one, too. The order list takes long and is looked at `withList` only. Messages come and go, and
 * dialogs lie over them: their contrast is judged `withMessages` only, where one is held still.
 */
export async function expectAccessible(
  page: Page,
  screen: string,
  { withList = false, withMessages = false }: { withList?: boolean; withMessages?: boolean } = {},
): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
    await atRest(page);
    const violations = [
      ...(await findings(page, withList, (axe) => {
        if (!withMessages) axe.exclude('.mantine-Notifications-root');
        axe.withRules(['color-contrast']);
      })),
      ...(colorScheme === 'light'
        ? await findings(page, withList, (axe) => axe.disableRules(['color-contrast']))
        : []),
    ];
    const grave = violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(
        ({ id, nodes }) =>
          `${id}: ${nodes.map((node) => `${node.html.slice(0, 160)} ${node.failureSummary}`).join(' | ')}`,
      );
    expect.soft(grave, `${screen}, ${colorScheme}`).toEqual([]);
  }
}

async function findings(page: Page, withList: boolean, choose: (axe: AxeBuilder) => unknown) {
  // Without legacy mode axe opens a page of its own, which Electron cannot; there are no frames of other origins.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
  if (!withList) axe.exclude('.ag-root-wrapper');
  choose(axe);
  return (await axe.analyze()).violations;
}

/** What fades in or out has no contrast to speak of until it is done. */
async function atRest(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY);
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
}
