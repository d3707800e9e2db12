/** The addresses that an agent may load. */
import { BlockList, isIP, isIPv6 } from 'node:net';
import { addressesOf } from '../../host/network.ts';

/** Loopback and private ranges (RFC 1918, RFC 4193): a load on any other address may reach somebody else's server. */
export const USUAL_RANGES = [
  '127.0.0.0/8',
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '::1/128',
  'fc00::/7',
];

export interface AllowedTargets {
  /** Returns why a target must not be loaded, with the fix; null if it may. */
  obstacle(host: string): Promise<string | null>;
}

/** @throws {Error} if an entry is neither an address nor a range such as `10.0.0.0/8` */
export function allowedTargets(ranges: readonly string[]): AllowedTargets {
  const list = new BlockList();
  for (const range of ranges) addRange(list, range);
  return {
    obstacle: async (host) => {
      const addresses = await addressesOf(host.replace(/^\[|\]$/g, '')).catch(() => []);
      if (addresses.length === 0) return `it does not know the address of ${host}`;
      const other = addresses.find((address) => !list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4'));
      return other === undefined
        ? null
        : `it may not load ${other}: start it with --allow ${other} if that server is yours`;
    },
  };
}

function addRange(list: BlockList, range: string): void {
  const [address = '', length, ...others] = range.split('/');
  const family = isIPv6(address) ? 'ipv6' : 'ipv4';
  const longest = family === 'ipv6' ? 128 : 32;
  const bits = length === undefined ? longest : Number(length);
  const isLength = length === undefined || (/^\d+$/.test(length) && bits <= longest);
  if (!isIP(address) || !isLength || others.length > 0) {
    throw new Error(`"${range}" is neither an address nor a range such as 10.0.0.0/8`);
  }
  list.addSubnet(address, bits, family);
}
