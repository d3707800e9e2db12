/** Sent by a worker's event loop to the primary for as long as it turns. */
export const HEARTBEAT = 'cluster-bench:heartbeat';
