import type { ComponentType } from 'preact';

export interface RouteProps {
  readonly values: Readonly<Record<string, string>>;
}

type Load = () => Promise<ComponentType<RouteProps>>;

/** The pages that everyone can open, also without a user. They are in the first part of the script. */
export const openPaths = ['/sign-in', '/sign-up', '/forgot-password', '/reset-password'] as const;

/** The pages of signed-in users besides the start page. Each is a part of its own that loads when it is opened. */
export const signedInRoutes: Record<string, Load> = {
  '/functions': async () => (await import('../pages/Functions.tsx')).Functions,
  '/devices': async () => (await import('../pages/Devices.tsx')).Devices,
  '/bookings': async () => (await import('../pages/Bookings.tsx')).Bookings,
  '/scripts': async () => (await import('../pages/Scripts.tsx')).Scripts,
  '/scripts/:id': async () => (await import('../pages/ScriptPage.tsx')).ScriptPage,
  '/shared/:code': async () => (await import('../pages/SharedScript.tsx')).SharedScript,
  '/lessons': async () => (await import('../pages/Lessons.tsx')).Lessons,
  '/lessons/:id': async () => (await import('../pages/LessonPage.tsx')).LessonPage,
  '/runs': async () => (await import('../pages/Runs.tsx')).Runs,
  '/runs/:id': async () => (await import('../pages/RunPage.tsx')).RunPage,
  '/compare/:a/:b': async () => (await import('../pages/CompareRuns.tsx')).CompareRuns,
  '/classes': async () => (await import('../pages/Classes.tsx')).Classes,
  '/classes/:id': async () => (await import('../pages/ClassPage.tsx')).ClassPage,
  '/account': async () => (await import('../pages/AccountPage.tsx')).AccountPage,
  '/watch': async () => (await import('../pages/Watch.tsx')).Watch,
  '/oscilloscope': async () => (await import('../instruments/Oscilloscope.tsx')).Oscilloscope,
  '/generator': async () => (await import('../instruments/Generator.tsx')).Generator,
  '/pulses': async () => (await import('../instruments/Pulses.tsx')).Pulses,
  '/supply': async () => (await import('../instruments/Supply.tsx')).Supply,
  '/multimeter': async () => (await import('../instruments/MultimeterPanel.tsx')).MultimeterPanel,
  '/logic': async () => (await import('../instruments/Logic.tsx')).Logic,
  '/sensors': async () => (await import('../instruments/Sensors.tsx')).Sensors,
  '/logger': async () => (await import('../instruments/Logger.tsx')).Logger,
  '/bode': async () => (await import('../instruments/Bode.tsx')).Bode,
};
