/** Flags and variables of `comment`. The variables are those of GitHub Actions. */
import { type Flags, givenAmong } from './flags.ts';
import { commentOptions } from './options/comment.ts';
import { readValues } from './options/option.ts';
import { UsageError } from './usage-error.ts';

export interface CommentConfig {
  readonly key: string;
  /** null: the event tells it. */
  readonly pullRequest: number | null;
  /** `owner/name`. */
  readonly repository: string;
  readonly apiUrl: string;
  readonly graphqlUrl: string;
  readonly token: string;
  /** File of the event; null if there is none. */
  readonly eventFile: string | null;
}

/** A key stands in a comment of HTML. */
const KEY = /^\w[\w.-]{0,59}$/;

/** @throws {UsageError} at an invalid value, and at a missing variable */
export function commentConfig(
  flags: Flags,
  { cwd, env }: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): CommentConfig {
  const values = readValues(commentOptions, givenAmong(flags, commentOptions, cwd), 'comment');
  if (!KEY.test(values.key)) {
    throw new UsageError(`--key takes up to 60 letters, digits, dots and dashes, not "${values.key}"`);
  }
  return {
    key: values.key,
    pullRequest: values['pull-request'],
    repository: repositoryIn(env),
    apiUrl: addressIn(env, 'GITHUB_API_URL', 'https://api.github.com'),
    graphqlUrl: addressIn(env, 'GITHUB_GRAPHQL_URL', 'https://api.github.com/graphql'),
    token: tokenIn(env),
    eventFile: env.GITHUB_EVENT_PATH || null,
  };
}

function repositoryIn({ GITHUB_REPOSITORY: repository = '' }: NodeJS.ProcessEnv): string {
  if (/^[\w.-]+\/[\w.-]+$/.test(repository)) return repository;
  throw new UsageError(
    `comment needs the repository in GITHUB_REPOSITORY, such as owner/name, which GitHub Actions sets; it is "${repository}"`,
  );
}

function tokenIn({ GITHUB_TOKEN: token }: NodeJS.ProcessEnv): string {
  if (token) return token;
  throw new UsageError('comment needs a token in GITHUB_TOKEN; in a workflow that is secrets.GITHUB_TOKEN');
}

function addressIn(env: NodeJS.ProcessEnv, name: string, usual: string): string {
  const given = env[name] || usual;
  if (/^https?:/.test(given) && URL.canParse(given)) return given.replace(/\/+$/, '');
  throw new UsageError(`${name} takes a URL such as ${usual}, not "${given}"`);
}
