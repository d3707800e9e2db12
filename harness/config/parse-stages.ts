/** Parses `--stages '30s:100, 2m:2000, 30s:0'`: a load that changes within the window. */
import type { Stage } from '../records/run.ts';
import { highestLevel, lengthOfStages } from '../stats/stages.ts';
import { DAY_SECONDS } from './options/ranges.ts';
import { UsageError } from './usage-error.ts';
import { type Given, itemsOf, numberIn } from './values.ts';

export interface AskedStages {
  readonly stages: readonly Stage[];
  /** Whether the levels have the unit of a rate, which turns a closed loop into an open one. */
  readonly areRates: boolean;
}

const EXAMPLE = '"30s:100, 2m:2000, 30s:0"';
const DURATION = { min: 0, max: DAY_SECONDS, whole: false, unit: 's' } as const;
const LEVEL = { min: 0, max: 10_000_000, whole: false } as const;
/** Each stage has a histogram of its own in each load process. */
const MOST_STAGES = 100;

/**
 * Parses durations with levels, such as `30s:100`, or with rates, such as `30s:100/s`.
 * @throws {UsageError}
 */
export function stagesOf(given: Given): AskedStages {
  const { origin } = given;
  const parts = itemsOf(given).map((item) => {
    const [, duration = '', level = '', unit = ''] = /^([^:]+):\s*([^:/]+?)\s*(\/s)?$/.exec(item) ?? [];
    if (level === '') {
      throw new UsageError(`${origin} takes durations and levels, such as ${EXAMPLE}, not "${item}"`);
    }
    const durationSeconds = numberIn(duration, DURATION, `${origin}, duration of ${item},`);
    return {
      stage: { durationSeconds, level: numberIn(level, LEVEL, `${origin}, level of ${item},`) },
      unit,
    };
  });
  const stages = parts.map(({ stage }) => stage);
  const rates = parts.filter(({ unit }) => unit !== '').length;
  if (rates > 0 && rates < parts.length) {
    throw new UsageError(`${origin} takes /s behind every level or behind none`);
  }
  if (stages.length > MOST_STAGES) {
    throw new UsageError(`${origin} takes up to ${MOST_STAGES} stages, not ${stages.length}`);
  }
  const length = lengthOfStages(stages);
  if (length < 1 || length > DAY_SECONDS) {
    throw new UsageError(
      `${origin} takes stages that last from 1 s to ${DAY_SECONDS} s together, not ${length} s`,
    );
  }
  if (highestLevel(stages) === 0) {
    throw new UsageError(`${origin} needs a level above 0, such as ${EXAMPLE}`);
  }
  return { stages, areRates: rates > 0 };
}
