import { z } from 'zod';
import { command, emptySchema, okSchema, query } from './base.ts';

/** Columns of a grid in their order, as the grid gives them. */
const gridColumnsSchema = z.array(
  z.object({
    id: z.string(),
    width: z.number().nullable(),
    hidden: z.boolean(),
    pinned: z.enum(['left', 'right']).nullable(),
  }),
);

/** What this PC's desktop shows, and when it keeps quiet (minutes of the Japanese day; from may be after to: over midnight). */
export const noticeSettingsSchema = z.object({
  newOrders: z.boolean(),
  holds: z.boolean(),
  failures: z.boolean(),
  expiries: z.boolean(),
  stops: z.boolean(),
  quietHours: z.object({
    isOn: z.boolean(),
    from: z.int().min(0).max(1_439),
    to: z.int().min(0).max(1_439),
  }),
});
export type NoticeSettings = z.infer<typeof noticeSettingsSchema>;

/** Settings of this PC only (spec §1 terminal scope): never shared, never secret. */
export const terminalSettingsSchema = z.object({
  language: z.enum(['ja', 'en']),
  theme: z.enum(['light', 'dark', 'system']),
  /** Name of this terminal in histories; defaults to the computer's name. */
  terminalName: z.string().min(1).max(60),
  /** Column state of each grid by grid name, as the grid gives it. */
  columns: z.record(z.string(), gridColumnsSchema),
  /** Named sets of the order list's columns, in the order in which they are offered. */
  columnSets: z.array(z.object({ name: z.string().min(1).max(40), columns: gridColumnsSchema })).max(30),
  density: z.enum(['compact', 'comfortable']),
  zoom: z.number().min(0.5).max(2),
  lastViewId: z.string(),
  /** Who last signed something with a name here (emergency stop, its end). */
  operatorName: z.string().max(60),
  /** True once the first-run question (connect / demo) was answered. */
  welcomed: z.boolean(),
  /** Closing the window leaves the app in the notification area, so that auto import goes on. */
  keepsRunning: z.boolean(),
  /** True once the person was told where the app is when its window is closed. */
  knowsBackground: z.boolean(),
  /** Starts with the computer, in the notification area. */
  startsAtLogin: z.boolean(),
  notices: noticeSettingsSchema,
});
export type TerminalSettings = z.infer<typeof terminalSettingsSchema>;

export const hostStateSchema = z.object({
  state: z.enum(['starting', 'ready', 'restarting', 'failed']),
  restarts: z.int(),
  /** Code of the last failure, when `failed`: a database code or `host_unavailable`. */
  errorCode: z.string().nullable(),
  errorDetails: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export type HostState = z.infer<typeof hostStateSchema>;

/**
 * The few calls that go to the shell around the data host: the Electron main process, or the headless
 * server for a browser. Every call's sender and schema are checked there.
 */
export const shellContract = {
  info: query.input(emptySchema).output(
    z.object({
      kind: z.enum(['electron', 'headless']),
      appVersion: z.string(),
      platform: z.string(),
      /** Runtime versions for the about box; `isFallbackRuntime` when the registry runtime is used. */
      electronVersion: z.string(),
      isFallbackRuntime: z.boolean(),
      /** Started with --demo: the renderer starts the demo without a question. */
      demoRequested: z.boolean(),
    }),
  ),
  settings: query.input(emptySchema).output(terminalSettingsSchema),
  /** Throws `login_item_failed` when the start at login cannot be set; nothing is saved then. */
  saveSettings: command.input(terminalSettingsSchema.partial()).output(terminalSettingsSchema),
  /** Opens an https address (or the demo mall's loopback address) in the person's browser; anything else is `forbidden`. */
  openExternal: command.input(z.object({ url: z.string().max(8_000) })).output(okSchema),
  /** Opens the operating system's own date-and-time settings; throws `date_settings_unavailable` where none is known. */
  openDateSettings: command.input(emptySchema).output(okSchema),
  hostState: query.input(emptySchema).output(hostStateSchema),
  /** From the recovery screen: try again, or show the data folder in the file manager. */
  restartHost: command.input(emptySchema).output(okSchema),
  showDataFolder: command.input(emptySchema).output(okSchema),
};
