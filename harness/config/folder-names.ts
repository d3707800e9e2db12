/** Names of the folders and the file that are used unless a flag names others. */

/** Parent of every run's folder, unless `--out` names another. */
export const RUNS_FOLDER = 'cluster-bench-report';

/** Folder of the nightly job, unless `--store` names another. */
export const NIGHTLY_STORE = 'cluster-bench-nightly';

/** File of options, unless `--config` names another. */
export const CONFIG_FILE = 'cluster-bench.config.json';
