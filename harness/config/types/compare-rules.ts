/** Written by `npm run schema`. */

export interface CompareRules {
  /**
   * ignore smaller changes, even if significant [2%]
   */
  'min-effect'?: string | string[];
  /**
   * ignore smaller changes, even if significant [2%]
   */
  minEffect?: string | string[];
  /**
   * no change if the whole interval is within this [5%]
   */
  threshold?: string | string[];
  /**
   * assumed spread between runs if there are too few [1%]
   */
  'run-spread'?: string;
  /**
   * assumed spread between runs if there are too few [1%]
   */
  runSpread?: string;
  /**
   * limit to keep, or exit 1: "p99 cluster-8-rr < 120"; repeatable [none]
   */
  gate?: string | string[];
  /**
   * allow runs from different hosts
   */
  'across-hosts'?: boolean;
  /**
   * allow runs from different hosts
   */
  acrossHosts?: boolean;
}
