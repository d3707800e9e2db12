/** The one comment of ours with a key in a pull request: found, then updated, or created. */
import { z } from 'zod';
import { type ApiAccess, ApiError, requestJson } from './api.ts';

const PER_PAGE = 100;
const MOST_TRIES = 3;

const comments = z.array(
  z.object({
    id: z.number(),
    body: z.string().nullish(),
    user: z.object({ login: z.string() }).nullable(),
  }),
);
const written = z.object({ html_url: z.string() });
const viewer = z.object({ data: z.object({ viewer: z.object({ login: z.string() }) }) });

export interface CommentPlace {
  /** `owner/name`. */
  readonly repository: string;
  readonly pullRequest: number;
  /** Tells apart several comments in one pull request. */
  readonly key: string;
}

export interface WrittenComment {
  readonly done: 'created' | 'updated';
  readonly url: string;
}

/**
 * putComment writes Markdown below a hidden marker. Only a comment of this token's own user counts as ours: anybody
 * may write the marker.
 *
 * @throws {ApiError}
 */
export async function putComment(
  markdown: string,
  place: CommentPlace,
  access: ApiAccess,
): Promise<WrittenComment> {
  const body = `${markerOf(place)}\n${markdown}`;
  for (let tried = 1; ; tried += 1) {
    const id = await findComment(place, access);
    try {
      return await (id === null ? create(body, place, access) : update(id, body, place, access));
    } catch (error) {
      // Look again: a POST may have succeeded before its answer was lost, and a comment may just have been deleted.
      const isWorthIt = isUncertain(error) || (id !== null && statusOf(error) === 404);
      if (!isWorthIt || tried === MOST_TRIES) throw error;
    }
  }
}

function markerOf({ key }: CommentPlace): string {
  return `<!-- cluster-bench:${key} -->`;
}

async function findComment(place: CommentPlace, access: ApiAccess): Promise<number | null> {
  const login = await loginOf(access);
  const marker = markerOf(place);
  for (let page = 1; ; page += 1) {
    const url = `${commentsUrl(place, access)}?per_page=${PER_PAGE}&page=${page}`;
    const found = await requestJson({ method: 'GET', url }, comments, access);
    const ours = found.find(({ body, user }) => user?.login === login && body?.startsWith(marker));
    if (ours) return ours.id;
    if (found.length < PER_PAGE) return null;
  }
}

/** loginOf asks GraphQL, because the REST interface does not tell a workflow's token whose it is. */
async function loginOf(access: ApiAccess): Promise<string> {
  const request = {
    method: 'POST',
    url: access.graphqlUrl,
    body: { query: 'query { viewer { login } }' },
  } as const;
  return (await requestJson(request, viewer, access)).data.viewer.login;
}

async function create(body: string, place: CommentPlace, access: ApiAccess): Promise<WrittenComment> {
  const request = { method: 'POST', url: commentsUrl(place, access), body: { body } } as const;
  return { done: 'created', url: (await requestJson(request, written, access)).html_url };
}

async function update(
  id: number,
  body: string,
  { repository }: CommentPlace,
  access: ApiAccess,
): Promise<WrittenComment> {
  const url = `${access.apiUrl}/repos/${repository}/issues/comments/${id}`;
  const answer = await requestJson({ method: 'PATCH', url, body: { body } }, written, access);
  return { done: 'updated', url: answer.html_url };
}

function commentsUrl({ repository, pullRequest }: CommentPlace, { apiUrl }: ApiAccess): string {
  return `${apiUrl}/repos/${repository}/issues/${pullRequest}/comments`;
}

/** Whether the server may have done what was asked of it. */
function isUncertain(error: unknown): boolean {
  const status = statusOf(error);
  return status === null || (status !== undefined && status >= 500);
}

function statusOf(error: unknown): number | null | undefined {
  return error instanceof ApiError ? error.status : undefined;
}
