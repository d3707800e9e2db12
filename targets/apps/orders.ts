/** A POST that changes something: clients and proxies must not send it twice. */

interface Order {
  readonly id: number;
}

let created = 0;

/** createOrder returns the new order, with a number of its own in this process. */
export function createOrder(): Order {
  return { id: ++created };
}
