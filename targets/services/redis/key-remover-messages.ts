/** Messages to the program that removes our keys. */

/** The environment variable with its orders, in JSON. */
export const ORDERS = 'CLUSTER_BENCH_INTERNAL_KEY_REMOVER';

export interface KeyRemoverOrders {
  readonly url: string;
  readonly prefix: string;
}

/** Its whole input, if the app can write no more. */
export const APP_HAS_ENDED = 'ended';
