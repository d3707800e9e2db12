/** Every scratch folder's name begins with this; nothing else is ever removed. */
export const SCRATCH_PREFIX = 'cluster-bench-';
