import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contrast } from '../figures/draw/colours.ts';
import { DARK, LIGHT } from '../figures/draw/theme.ts';
import { loadAssets } from './assets.ts';

/** WCAG, level AA, for text. */
const LEAST_CONTRAST = 4.5;

/** Colours by name, of each `:root` of the style: light, then dark. */
function palettes(): Map<string, string>[] {
  return [...loadAssets().style.matchAll(/:root\{([^}]*)\}/g)].map(
    ([, declarations = '']) =>
      new Map(
        [...declarations.matchAll(/--([\w-]+):\s*(#\w+)/g)].map(([, name = '', colour = '']) => [
          name,
          full(colour),
        ]),
      ),
  );
}

/** `#abc` as `#aabbcc`. */
function full(colour: string): string {
  return colour.length === 4 ? colour.replace(/\w/g, '$&$&') : colour;
}

test('texts of a page stand out from every paper that they are written on, light and dark', () => {
  const both = palettes();
  assert.equal(both.length, 2);
  for (const colours of both) {
    for (const ink of ['ink', 'muted', 'accent', 'good', 'bad', 'doubtful']) {
      for (const paper of ['paper', 'raised', 'quiet-paper', 'warning-paper']) {
        const [text, ground] = [colours.get(ink), colours.get(paper)];
        assert.ok(text && ground, `${ink} on ${paper}`);
        assert.ok(contrast(text, ground) >= LEAST_CONTRAST, `${ink} on ${paper}: ${contrast(text, ground)}`);
      }
    }
  }
});

test('texts of a chart stand out from its paper, light and dark', () => {
  for (const theme of [LIGHT, DARK]) {
    for (const ink of [theme.ink, theme.muted, theme.alarm, theme.good]) {
      for (const ground of [theme.paper, theme.stripe, theme.band]) {
        assert.ok(contrast(ink, ground) >= LEAST_CONTRAST, `${ink} on ${ground}: ${contrast(ink, ground)}`);
      }
    }
  }
});
