import type { Setting } from './setting.ts';

/** wholeNumberForm accepts whole numbers of a range, and words that stand for a number that is not known yet. */
export function wholeNumberForm(least: number, most: number, ...words: readonly string[]): Setting['takes'] {
  const others = words.map((word) => `, or ${word}`).join('');
  return {
    text: `a whole number from ${least} to ${most}${others}`,
    read: (text) => {
      if (words.includes(text)) return text;
      const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
      return value >= least && value <= most ? String(value) : null;
    },
  };
}
