/** Written by `npm run schema`. */

export interface Comparison {
  schema: 'cluster-bench/comparison@1';
  tool: {
    name: string;
    version: string;
  };
  base: {
    /**
     * name of the side in texts: a commit, a Node version, a folder
     */
    label: string;
    runs: {
      /**
       * path as it was given, or found
       */
      path: string;
      startedAt: string;
      status: 'complete' | 'partial';
      commit: string | null;
      dirty: boolean;
      nodeVersion: string;
      hostname: string;
      cpuModel: string;
      cores: number;
      /**
       * trials with figures
       */
      trials: number;
      /**
       * those among them that other work on the host disturbed
       */
      disturbed: number;
    }[];
  };
  head: {
    /**
     * name of the side in texts: a commit, a Node version, a folder
     */
    label: string;
    runs: {
      /**
       * path as it was given, or found
       */
      path: string;
      startedAt: string;
      status: 'complete' | 'partial';
      commit: string | null;
      dirty: boolean;
      nodeVersion: string;
      hostname: string;
      cpuModel: string;
      cores: number;
      /**
       * trials with figures
       */
      trials: number;
      /**
       * those among them that other work on the host disturbed
       */
      disturbed: number;
    }[];
  };
  method: {
    /**
     * see docs/compare.md; paired-sequential stays valid however often the result is checked
     */
    name: 'welch-on-logs' | 'paired-sequential';
    /**
     * highest probability that a report claims a change if there is none
     */
    alpha: number;
    /**
     * confidence of the intervals
     */
    confidence: number;
    correction: 'holm';
    /**
     * standard deviation of logs between runs of one side, median over cells; null for pairs
     */
    runSpread: {
      /**
       * as a ratio: 0.05 is 5%
       */
      value: number;
      source: 'measured' | 'assumed';
    } | null;
  };
  /**
   * the sides ran on different hosts, and --across-hosts allowed the comparison
   */
  acrossHosts: boolean;
  /**
   * differences of the sides other than the change that is judged
   */
  differences: {
    what: 'host' | 'node' | 'app' | 'scenario' | 'tool';
    /**
     * name of what differs, in words: "CPU model"
     */
    name: string;
    base: string;
    head: string;
  }[];
  cells: {
    id: string;
    scenario: string;
    /**
     * name of the scenario in headings, or what was sent
     */
    title: string;
    app: string;
    verdict: 'regression' | 'improvement' | 'no-change' | 'undecided';
    /**
     * why it is undecided, in words; null if it is decided
     */
    reason: string | null;
    /**
     * null if it is decided, or if the number is not known
     */
    more: {
      /**
       * trials to add to each side to decide with 50% probability; null if only more runs would decide
       */
      trials: number | null;
      /**
       * runs to add to each side, if the spread between runs hides the change
       */
      runs: number | null;
    } | null;
    /**
     * a smaller change is no regression, however significant
     */
    minEffect: number;
    /**
     * an interval within plus and minus this share means no change
     */
    threshold: number;
    /**
     * p-value of the primary metric, corrected for the number of cells
     */
    adjustedP: number | null;
    /**
     * pairs of trials, if trials alternated in pairs; null elsewhere
     */
    pairs: number | null;
    /**
     * number of failed trials
     */
    failed: {
      base: number;
      head: number;
    };
    /**
     * effect on the metric that decides
     */
    primary: {
      /**
       * name of the metric: see docs/compare.md
       */
      metric: string;
      /**
       * unit of the figures: req/s, ms, µs, bytes, share
       */
      unit: string;
      better: 'more' | 'less';
      base: {
        /**
         * geometric mean over trials, then over runs; for errors the arithmetic mean of shares; null without figures
         */
        mean: number | null;
        /**
         * one row per run, one figure per ok trial, in the metric’s unit
         */
        runs: number[][];
      };
      head: {
        /**
         * geometric mean over trials, then over runs; for errors the arithmetic mean of shares; null without figures
         */
        mean: number | null;
        /**
         * one row per run, one figure per ok trial, in the metric’s unit
         */
        runs: number[][];
      };
      /**
       * head / base - 1, for errors head - base; null if either side has no positive figure
       */
      change: number | null;
      /**
       * null if the spread is not known, and for errors
       */
      interval: {
        /**
         * as a ratio: 0.05 is 5%
         */
        low: number;
        /**
         * as a ratio: 0.05 is 5%
         */
        high: number;
      } | null;
      /**
       * two-sided p-value of no change; not corrected
       */
      pValue: number | null;
    };
    others: {
      /**
       * name of the metric: see docs/compare.md
       */
      metric: string;
      /**
       * unit of the figures: req/s, ms, µs, bytes, share
       */
      unit: string;
      better: 'more' | 'less';
      base: {
        /**
         * geometric mean over trials, then over runs; for errors the arithmetic mean of shares; null without figures
         */
        mean: number | null;
        /**
         * one row per run, one figure per ok trial, in the metric’s unit
         */
        runs: number[][];
      };
      head: {
        /**
         * geometric mean over trials, then over runs; for errors the arithmetic mean of shares; null without figures
         */
        mean: number | null;
        /**
         * one row per run, one figure per ok trial, in the metric’s unit
         */
        runs: number[][];
      };
      /**
       * head / base - 1, for errors head - base; null if either side has no positive figure
       */
      change: number | null;
      /**
       * null if the spread is not known, and for errors
       */
      interval: {
        /**
         * as a ratio: 0.05 is 5%
         */
        low: number;
        /**
         * as a ratio: 0.05 is 5%
         */
        high: number;
      } | null;
      /**
       * two-sided p-value of no change; not corrected
       */
      pValue: number | null;
      /**
       * a smaller change is not reported
       */
      minEffect: number;
    }[];
    /**
     * effects on the requests of each label that both sides have; they decide nothing
     */
    byLabel: {
      label: string;
      effects: {
        /**
         * name of the metric: see docs/compare.md
         */
        metric: string;
        /**
         * unit of the figures: req/s, ms, µs, bytes, share
         */
        unit: string;
        better: 'more' | 'less';
        base: {
          /**
           * geometric mean over trials, then over runs; for errors the arithmetic mean of shares; null without figures
           */
          mean: number | null;
          /**
           * one row per run, one figure per ok trial, in the metric’s unit
           */
          runs: number[][];
        };
        head: {
          /**
           * geometric mean over trials, then over runs; for errors the arithmetic mean of shares; null without figures
           */
          mean: number | null;
          /**
           * one row per run, one figure per ok trial, in the metric’s unit
           */
          runs: number[][];
        };
        /**
         * head / base - 1, for errors head - base; null if either side has no positive figure
         */
        change: number | null;
        /**
         * null if the spread is not known, and for errors
         */
        interval: {
          /**
           * as a ratio: 0.05 is 5%
           */
          low: number;
          /**
           * as a ratio: 0.05 is 5%
           */
          high: number;
        } | null;
        /**
         * two-sided p-value of no change; not corrected
         */
        pValue: number | null;
        /**
         * a smaller change is not reported
         */
        minEffect: number;
      }[];
    }[];
  }[];
  onlyInBase: string[];
  onlyInHead: string[];
  /**
   * limits that the head must keep, whatever the base measured
   */
  gates: {
    /**
     * the gate as it was written
     */
    text: string;
    /**
     * name of the metric: see docs/compare.md
     */
    metric: string;
    /**
     * only the requests of this label; in a plan it may be a pattern; null: all requests of the load
     */
    label: string | null;
    /**
     * id of a cell; in a plan, a name or a pattern that a user wrote
     */
    cell: string;
    sign: '<' | '<=' | '>' | '>=';
    /**
     * in `unit`
     */
    limit: number;
    /**
     * unit of limit, value and interval: req/s, ms, µs, bytes, share ...
     */
    unit: string;
    /**
     * mean over the trials; null if none has a figure
     */
    value: number | null;
    /**
     * 95% confidence interval of the mean; null if none has a figure
     */
    interval: {
      low: number;
      /**
       * null if nothing limits it: a search found no rate that was too high
       */
      high: number | null;
      /**
       * measured: from the spread of the trials; assumed: around a single trial, from what trials may differ by on a quiet host
       */
      source: 'measured' | 'assumed';
    } | null;
    /**
     * met, not-met: the whole interval is on one side of the limit; undecided: it cannot be told, and then the gate counts as not met
     */
    result: 'met' | 'not-met' | 'undecided';
    /**
     * why it is undecided, in words; null if it is decided
     */
    reason: string | null;
    /**
     * trials that failed or have no plausible figure of the metric
     */
    lacking: number;
  }[];
}
