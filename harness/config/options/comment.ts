/** Options of `comment`. */
import { number, text } from './kinds.ts';
import type { Option } from './option.ts';

const comment = { group: 'Comment:', commands: { comment: {} } } as const;

export const commentOptions = {
  key: {
    ...comment,
    about: 'tells apart several comments in one pull request',
    kind: text,
    usual: 'result',
  },
  'pull-request': {
    ...comment,
    about: 'number of the pull request',
    kind: number({ min: 1, max: Number.MAX_SAFE_INTEGER, whole: true }),
    otherwise: 'that of the event',
  },
} as const satisfies Record<string, Option>;
