/** The proxies of a run, as its record stores them. */
import type { HostAbilities } from '../../targets/member.ts';
import type { ResolvedCell } from '../config/resolved-run.ts';
import type { ProxyFacts } from '../records/run.ts';

export function proxyFacts(
  cells: readonly Pick<ResolvedCell, 'proxy'>[],
  programs: HostAbilities['programs'],
): ProxyFacts[] {
  return [...new Set(cells.map(({ proxy }) => proxy))].flatMap((proxy) => {
    const found = proxy.program && programs[proxy.program.name];
    if (!found || !proxy.program) return [];
    return {
      name: proxy.name,
      program: proxy.program.name,
      version: found.version,
      behavior: proxy.behavior && { ...proxy.behavior },
      servesFiles: proxy.features?.includes('serves-files') ?? false,
      configuration: proxy.configuration ?? null,
    };
  });
}
