import type { ComponentType } from 'preact';

export interface RouteProps {
  readonly values: Readonly<Record<string, string>>;
}

type Load = () => Promise<ComponentType<RouteProps>>;

/** The pages of signed-in users. Each is a part of its own that loads when it is opened. */
export const signedInRoutes: Record<string, Load> = {
  '/functions': async () => (await import('../pages/Functions.tsx')).Functions,
  '/devices': async () => (await import('../pages/Devices.tsx')).Devices,
  '/oscilloscope': async () => (await import('../instruments/Oscilloscope.tsx')).Oscilloscope,
};
