import type { ElectronApplication } from '@playwright/test';

type Recorded = { shownNotifications: Electron.Notification[] };

/** Keeps the notifications that main shows from now on, whether or not a desktop here would show them. */
export function recordNotifications(app: ElectronApplication): Promise<void> {
  return app.evaluate(({ Notification }) => {
    const shown: Electron.Notification[] = [];
    Object.assign(globalThis, { shownNotifications: shown } satisfies Recorded);
    Notification.isSupported = () => true;
    Notification.prototype.show = function show(this: Electron.Notification) {
      shown.push(this);
    };
  });
}

/** Their titles, oldest first. */
export function notifications(app: ElectronApplication): Promise<string[]> {
  return app.evaluate(() => (globalThis as unknown as Recorded).shownNotifications.map(({ title }) => title));
}

/** What a person's click on the notification does. */
export function clickNotification(app: ElectronApplication, at: number): Promise<void> {
  return app.evaluate((_electron, index) => {
    (globalThis as unknown as Recorded).shownNotifications[index]?.emit('click');
  }, at);
}
