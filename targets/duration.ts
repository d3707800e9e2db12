import type { Setting } from './setting.ts';

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1_000 };

/** readDurationMs parses `5s` or `500ms`. Null if it is something else, or not more than 0. */
export function readDurationMs(text: string): number | null {
  const [, digits = '', unit = ''] = /^(\d{1,7}(?:\.\d{1,3})?)(ms|s)$/.exec(text.trim()) ?? [];
  const valueMs = Number(digits) * (UNIT_MS[unit] ?? 0);
  return valueMs >= 1 ? Math.round(valueMs) : null;
}

/** durationForm accepts durations of at least some length, and words that stand for none. */
export function durationForm(leastMs: number, ...words: readonly string[]): Setting['takes'] {
  const least = leastMs > 1 ? ` of at least ${writeDuration(leastMs)}` : '';
  const others = words.map((word) => `, or ${word}`).join('');
  return {
    text: `a duration${least} such as 5s or 1500ms${others}`,
    read: (text) => {
      if (words.includes(text)) return text;
      const ms = readDurationMs(text);
      return ms === null || ms < leastMs ? null : writeDuration(ms);
    },
  };
}

function writeDuration(ms: number): string {
  return ms % 1_000 === 0 ? `${ms / 1_000}s` : `${ms}ms`;
}
