/** Looks a name up once for all connections of a load process: opening a connection must not cost a lookup. */
import { type LookupAddress, lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';

/** cachedLookup returns a function for the option `lookup` of `net.connect`. It keeps what it found first. */
export function cachedLookup(): LookupFunction {
  const known = new Map<string, LookupAddress[]>();
  return (hostname, options, callback) => {
    const give = (found: readonly LookupAddress[]) => {
      const [first] = found;
      if (options.all || first === undefined) callback(null, [...found]);
      else callback(null, first.address, first.family);
    };
    const addresses = known.get(hostname);
    if (addresses) {
      process.nextTick(give, addresses);
      return;
    }
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) {
        callback(error, []);
        return;
      }
      known.set(hostname, found);
      give(found);
    });
  };
}
