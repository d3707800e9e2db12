/** Local addresses of a load that comes from many clients: on Linux every address of 127.0.0.0/8 is this host's. */

const PER_SECOND_OCTET = 250;

/** A proxy that hashes the first three octets, as nginx's ip_hash does, can tell as many apart. */
export const MOST_CLIENT_ADDRESSES = 16_000;

/**
 * clientAddress returns the address with this number, from 0: 127.1.1.1, 127.1.2.1, and so on. They all differ in the
 * first three octets.
 */
export function clientAddress(number: number): string {
  return `127.${1 + Math.floor(number / PER_SECOND_OCTET)}.${1 + (number % PER_SECOND_OCTET)}.1`;
}
