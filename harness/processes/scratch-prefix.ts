/** How the name of every scratch folder begins: nothing else is ever removed. */
export const SCRATCH_PREFIX = 'cluster-bench-';
