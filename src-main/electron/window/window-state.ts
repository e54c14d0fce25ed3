import { z } from 'zod';

const boundsSchema = z.object({ x: z.int(), y: z.int(), width: z.int().min(1), height: z.int().min(1) });
export type Bounds = z.infer<typeof boundsSchema>;

export const windowStateSchema = z.object({ bounds: boundsSchema.nullable(), maximized: z.boolean() });
export type WindowState = z.infer<typeof windowStateSchema>;

export const defaultWindowState: WindowState = { bounds: null, maximized: false };
export const defaultSize = { width: 1366, height: 768 };
export const minimumSize = { width: 960, height: 600 };

/** At least this much of the window must lie on a screen to be found again with the mouse. */
const visible = { width: 200, height: 100 };

/**
 * The remembered bounds if the window would be reachable with them on one of today's screens, else null
 * (a screen was unplugged, or the resolution changed).
 */
export function usableBounds(bounds: Bounds | null, screens: readonly Bounds[]): Bounds | null {
  if (bounds === null) return null;
  const isReachable = screens.some((screen) => {
    const width = Math.min(bounds.x + bounds.width, screen.x + screen.width) - Math.max(bounds.x, screen.x);
    const top = bounds.y >= screen.y - 20;
    const height =
      Math.min(bounds.y + bounds.height, screen.y + screen.height) - Math.max(bounds.y, screen.y);
    return top && width >= visible.width && height >= visible.height;
  });
  return isReachable ? bounds : null;
}
