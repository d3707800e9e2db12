/** `--listen`: the address on which the app listens, or the proxy in front of it. */
import { isIPv4, isIPv6 } from 'node:net';
import { meansEveryAddress } from '../../targets/origin.ts';
import { UsageError } from './usage-error.ts';
import { type Given, oneText } from './values.ts';

/**
 * listenAddress parses an address, and returns it in its usual form. Whether it is this host's is checked later.
 * @throws {UsageError} at a name, and at addresses to which no load can connect
 */
export function listenAddress(given: Given): string {
  const text = oneText(given).trim();
  const asked = `${given.origin} ${text}`;
  if (!isIPv4(text) && !isIPv6(text)) {
    throw new UsageError(
      `${given.origin} takes an IPv4 or IPv6 address of this host, such as 192.168.1.10, not "${text}"`,
    );
  }
  if (isLinkLocal(text) || text.includes('%')) {
    throw new UsageError(`${asked} is reached over one link only; name another address of this host`);
  }
  const address = isIPv4(text) ? text : new URL(`http://[${text}]`).hostname.slice(1, -1);
  if (meansEveryAddress(address)) {
    throw new UsageError(`${asked}: name one address of this host, for the load connects to it`);
  }
  return address;
}

/** An address fe80::/10 is valid on one link of its host, which a zone after it names (`fe80::1%eth0`). */
export function isLinkLocal(address: string): boolean {
  return /^fe[89ab].:/i.test(address);
}
