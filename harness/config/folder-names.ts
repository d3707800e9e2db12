/** Default names of folders and of the configuration file. */

/** Parent of the folders of all runs; `--out` overrides the folder. */
export const RUNS_FOLDER = 'cluster-bench-report';

/** Folder of the nightly job; `--store` overrides it. */
export const NIGHTLY_STORE = 'cluster-bench-nightly';

/** Configuration file; `--config` overrides it. */
export const CONFIG_FILE = 'cluster-bench.config.json';

/** Names that a configuration file may have instead: those of modules with an object as default export. */
export const CONFIG_FILES = [
  CONFIG_FILE,
  ...['ts', 'mts', 'js', 'mjs'].map((extension) => `cluster-bench.config.${extension}`),
] as const;
