/** Messages to a program that removes what we left in a user's own service. */

/** The environment variable with its orders, in JSON. */
export const ORDERS = 'CLUSTER_BENCH_INTERNAL_REMOVER';

/** Its whole input, if the app can write no more. */
export const APP_HAS_ENDED = 'ended';

/** Its whole output, once it is connected. */
export const HAS_CONNECTED = 'connected';
