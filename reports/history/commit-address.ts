/** Web addresses of a commit, or a range of them. */

const PATHS = {
  github: { commit: 'commit', compare: 'compare' },
  gitlab: { commit: '-/commit', compare: '-/compare' },
} as const;

/** @param repository web address of the repository: GitHub's and GitLab's pages have different paths */
export function commitAddress(repository: string, commit: string): string {
  return `${repository}/${pathsOf(repository).commit}/${commit}`;
}

/** The commits after `from`, up to `to`. */
export function rangeAddress(repository: string, from: string, to: string): string {
  return `${repository}/${pathsOf(repository).compare}/${from}...${to}`;
}

function pathsOf(repository: string) {
  return PATHS[/^https:\/\/[^/]*gitlab/.test(repository) ? 'gitlab' : 'github'];
}
