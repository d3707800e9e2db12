/** Colours of a sheet: light for PNGs and print, dark for readers who prefer it. */
import type { Tone } from '../figure.ts';
import { contrast, mixed } from './colours.ts';

export interface Theme {
  readonly ink: string;
  readonly muted: string;
  readonly grid: string;
  readonly paper: string;
  /** Every second row, and bands of differences that do not count. */
  readonly stripe: string;
  readonly band: string;
  readonly alarm: string;
  readonly good: string;
  /** From an idle core to a busy one. */
  readonly heat: readonly string[];
}

export const LIGHT: Theme = {
  ink: '#1f2328',
  muted: '#59636e',
  grid: '#e4e7eb',
  paper: '#ffffff',
  stripe: '#f6f8fa',
  band: '#eef1f4',
  alarm: '#b3261e',
  // Blue, not green: colour-blind eyes tell it from red.
  good: '#0072b2',
  // ColorBrewer's YlOrRd, readable for colour-blind eyes and in grey.
  heat: ['#f7f7f2', '#ffeda0', '#feb24c', '#f4622f', '#c4122a', '#6a0022'],
};

export const DARK: Theme = {
  ink: '#e6e9ed',
  muted: '#9aa4af',
  grid: '#2b323a',
  paper: '#14181d',
  stripe: '#191e24',
  band: '#20272f',
  alarm: '#ff7a70',
  good: '#5ab4f5',
  // The same hues, from the paper's colour up: dark is idle, bright is busy.
  heat: ['#1b2026', '#4a1730', '#8f1d33', '#d6452b', '#f89a3c', '#ffe98a'],
};

/** WCAG asks for it of parts of a picture that carry meaning. */
export const LEAST_CONTRAST = 3;

/** The colour itself, or the nearest one towards the ink that stands out from the paper. */
export function onPaper(colour: string, { paper, ink }: Theme): string {
  if (colour === LIGHT.ink) return ink;
  const steps = Array.from({ length: 20 }, (_, step) => mixed(colour, ink, step / 20));
  return steps.find((step) => contrast(step, paper) >= LEAST_CONTRAST) ?? ink;
}

/** Lines across the plot: a quiet one must not compete with the data. */
export function ruleColour(tone: Tone, theme: Theme): string {
  return tone === 'quiet' ? mixed(theme.muted, theme.paper, 0.45) : theme[tone];
}

export function toneColour(tone: Tone | undefined, theme: Theme): string {
  if (tone === undefined) return theme.ink;
  return tone === 'quiet' ? theme.muted : theme[tone];
}

/** Colour of a share of the largest value, from 0 to 1. */
export function heatColour(share: number, { heat }: Theme): string {
  const place = Math.min(1, Math.max(0, share)) * (heat.length - 1);
  const below = Math.min(heat.length - 2, Math.floor(place));
  return mixed(heat[below] ?? '', heat[below + 1] ?? '', place - below);
}
