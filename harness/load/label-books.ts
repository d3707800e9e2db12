/** Counts of one load process over one window, by the label of the requests. */
import type { LoadErrors } from '../records/run.ts';
import { LatencyRecorder } from './histogram.ts';
import { noErrors } from './load-errors.ts';
import { type BucketCounts, SecondLatencies } from './second-latencies.ts';
import { StatusCounts } from './status-counts.ts';
import type { Labels } from './users/labels.ts';

/** Counters of single microseconds: fewer than for all requests together, since each label has its own. */
const FINE_MICROSECONDS = 2 ** 15;

/** LabelFigures is what one load process reports of a label. */
export interface LabelFigures {
  readonly label: string;
  /** Requests that began before the window and ended in it. */
  readonly inFlightAtStart: number;
  readonly sent: number;
  readonly completed: number;
  readonly errors: LoadErrors;
  readonly statuses: Readonly<Record<string, number>>;
  readonly latencySumMs: number;
  readonly latencyMaxMs: number;
  /** HDR, microseconds, base64. */
  readonly histogram: string;
  /** Requests that ended in each second of the window, by its index; seconds without one are left out. */
  readonly perSecond: Readonly<Record<number, LabelSecond>>;
}

interface LabelSecond {
  readonly completed: number;
  readonly failed: number;
  readonly latencies: BucketCounts;
}

export class LabelBooks {
  readonly #labels: Labels;
  readonly #counts: LabelCounts[] = [];

  constructor(labels: Labels) {
    this.#labels = labels;
  }

  at(label: number): LabelCounts {
    let counts = this.#counts[label];
    if (counts === undefined) {
      counts = new LabelCounts();
      this.#counts[label] = counts;
    }
    return counts;
  }

  /** The latencies of all labels. */
  get latencies(): LatencyRecorder[] {
    return this.#used.map(({ latencies }) => latencies);
  }

  /** The latencies of all labels in a second of the window. */
  latenciesIn(second: number): SecondLatencies[] {
    return this.#used.flatMap((counts) => counts.latenciesIn(second) ?? []);
  }

  /** The counts of labels that were used in this window, which need not be those with the first numbers. */
  get #used(): LabelCounts[] {
    return this.#counts.filter((counts) => counts !== undefined);
  }

  figures(): LabelFigures[] {
    return this.#labels.names.flatMap((label, index) => {
      const counts = this.#counts[index];
      return counts === undefined ? [] : [{ label, ...counts.figures() }];
    });
  }
}

class LabelCounts {
  inFlightAtStart = 0;
  sent = 0;
  #completed = 0;
  readonly #errors: LoadErrors = noErrors();
  readonly #statuses = new StatusCounts();
  #latencySumMs = 0;
  #latencyMaxMs = 0;
  readonly latencies = new LatencyRecorder(FINE_MICROSECONDS);
  readonly #seconds = new Map<number, SecondCounts>();
  /** The second that was counted last, and its counts: most requests end in the same second as the one before. */
  #lastSecond = -1;
  #lastCounts: SecondCounts = emptySecond();

  responded(status: number): void {
    this.#statuses.add(status);
  }

  completed(latencyMs: number, second: number): void {
    this.#completed++;
    this.#latencySumMs += latencyMs;
    if (latencyMs > this.#latencyMaxMs) this.#latencyMaxMs = latencyMs;
    this.latencies.record(latencyMs);
    const counts = this.#second(second);
    counts.completed++;
    counts.latencies.record(latencyMs);
  }

  latenciesIn(second: number): SecondLatencies | undefined {
    return this.#seconds.get(second)?.latencies;
  }

  failed(kind: keyof LoadErrors, second: number): void {
    this.#errors[kind]++;
    this.#second(second).failed++;
  }

  figures(): Omit<LabelFigures, 'label'> {
    return {
      inFlightAtStart: this.inFlightAtStart,
      sent: this.sent,
      completed: this.#completed,
      errors: { ...this.#errors },
      statuses: this.#statuses.figures(),
      latencySumMs: this.#latencySumMs,
      latencyMaxMs: this.#latencyMaxMs,
      histogram: this.latencies.encode(),
      perSecond: Object.fromEntries(
        [...this.#seconds].map(([second, counts]) => [
          second,
          { ...counts, latencies: counts.latencies.counts() },
        ]),
      ),
    };
  }

  #second(second: number): SecondCounts {
    if (second === this.#lastSecond) return this.#lastCounts;
    const counts = this.#seconds.get(second) ?? emptySecond();
    this.#seconds.set(second, counts);
    this.#lastSecond = second;
    this.#lastCounts = counts;
    return counts;
  }
}

type SecondCounts = ReturnType<typeof emptySecond>;

function emptySecond() {
  return { completed: 0, failed: 0, latencies: new SecondLatencies() };
}
