/** What `cluster-bench micro` is asked for by tests. */

export const SHORT = ['micro', '--time', '1'];
