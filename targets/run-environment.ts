/** The environment variables that the processes of a run inherit. */
import { AsyncLocalStorage } from 'node:async_hooks';

const given = new AsyncLocalStorage<NodeJS.ProcessEnv>();

/** inheritedEnvironment is what the caller of the run gave, else that of this process. */
export function inheritedEnvironment(): NodeJS.ProcessEnv {
  return given.getStore() ?? process.env;
}

/** withEnvironment calls a function whose processes, and those of all that it awaits, inherit other variables. */
export function withEnvironment<Result>(env: NodeJS.ProcessEnv, use: () => Result): Result {
  // Without a store, a run costs nothing more.
  return env === process.env ? use() : given.run(env, use);
}
