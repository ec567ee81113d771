import type { IconName } from '../parts/Icon.tsx';
import { t } from '../texts/index.ts';

export interface NavigationLink {
  readonly to: string;
  readonly icon: IconName;
  readonly text: string;
  readonly about?: string;
}

export const instruments = (): NavigationLink[] => [
  { to: '/oscilloscope', icon: 'scope', text: t.scope.title, about: t.scope.about },
  { to: '/generator', icon: 'wave', text: t.generator.title, about: t.generator.about },
  { to: '/multimeter', icon: 'meter', text: t.meter.title, about: t.meter.about },
  { to: '/supply', icon: 'supply', text: t.supply.title, about: t.supply.about },
  { to: '/pulses', icon: 'pulse', text: t.pulses.title, about: t.pulses.about },
  { to: '/logic', icon: 'logic', text: t.logic.title, about: t.logic.about },
  { to: '/logger', icon: 'logger', text: t.logger.title, about: t.logger.about },
  { to: '/bode', icon: 'bode', text: t.bode.title, about: t.bode.about },
  { to: '/sensors', icon: 'sensor', text: t.sensors.title, about: t.sensors.about },
];

export const sections = (): { title: string | null; links: NavigationLink[] }[] => [
  {
    title: null,
    links: [
      { to: '/', icon: 'home', text: t.home.title },
      { to: '/lessons', icon: 'lesson', text: t.lessons.title },
      { to: '/scripts', icon: 'script', text: t.scripts.title },
      { to: '/runs', icon: 'runs', text: t.runs.title },
      { to: '/classes', icon: 'class', text: t.classes.title },
      { to: '/functions', icon: 'book', text: t.functions },
    ],
  },
  { title: t.instruments, links: instruments() },
  {
    title: t.device,
    links: [
      { to: '/devices', icon: 'device', text: t.devices.title },
      { to: '/bookings', icon: 'calendar', text: t.bookings.title },
      { to: '/watch', icon: 'eye', text: t.watch.title },
    ],
  },
];
