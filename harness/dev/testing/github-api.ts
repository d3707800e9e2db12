/** A GitHub on this host that keeps the comments of pull requests. */
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';

export const TOKEN = 'token-of-the-test';
/** User of the token. */
export const OURSELVES = 'github-actions[bot]';

interface Comment {
  readonly id: number;
  readonly user: { readonly login: string };
  body: string;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface FakeGitHub {
  readonly url: string;
  readonly comments: Comment[];
  /** `METHOD path` of every request. */
  readonly requests: string[];
  /** Answers in place of the usual ones; null keeps the usual one. */
  instead: (request: string) => Answer | null;
  add(login: string, body: string): Comment;
}

/** Open pull requests of the repository `you/shop`, by head. */
const PULL_REQUESTS = [
  { number: 6, head: { sha: 'an older commit' } },
  { number: 7, head: { sha: 'c0ffee' } },
];

const PER_PAGE = 100;

export async function startGitHub(context: TestContext): Promise<FakeGitHub> {
  const comments: Comment[] = [];
  const requests: string[] = [];
  const add = (login: string, body: string): Comment => {
    const comment = { id: comments.length + 1, user: { login }, body };
    comments.push(comment);
    return comment;
  };
  const server = createServer(async (request, response) => {
    const asked = `${request.method} ${request.url}`;
    requests.push(asked);
    const body = await bodyOf(request);
    const usual = request.headers.authorization === `Bearer ${TOKEN}` ? github.instead(asked) : UNAUTHORIZED;
    const { status, body: answer, headers = {} } = usual ?? answerTo(asked, body, { comments, add });
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(answer));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const github: FakeGitHub = {
    url: `http://127.0.0.1:${port}`,
    comments,
    requests,
    instead: () => null,
    add,
  };
  return github;
}

const UNAUTHORIZED: Answer = { status: 401, body: { message: 'Bad credentials' } };
const NOT_FOUND: Answer = { status: 404, body: { message: 'Not Found' } };

function answerTo(
  asked: string,
  body: { readonly body?: string },
  { comments, add }: Pick<FakeGitHub, 'comments' | 'add'>,
): Answer {
  const [method, target = ''] = asked.split(' ');
  const { pathname, searchParams } = new URL(target, 'http://localhost');
  const at = `${method} ${pathname}`;
  const shown = ({ id, ...others }: Comment) => ({
    id,
    ...others,
    html_url: `https://github.test/comment-${id}`,
  });
  if (at === 'POST /graphql') return { status: 200, body: { data: { viewer: { login: OURSELVES } } } };
  if (at === 'GET /repos/you/shop/pulls') {
    return { status: 200, body: searchParams.get('head') === 'someone:fix' ? PULL_REQUESTS : [] };
  }
  if (at === 'GET /repos/you/shop/issues/7/comments') {
    const from = (Number(searchParams.get('page')) - 1) * PER_PAGE;
    return { status: 200, body: comments.slice(from, from + PER_PAGE).map(shown) };
  }
  if (at === 'POST /repos/you/shop/issues/7/comments') {
    return { status: 201, body: shown(add(OURSELVES, body.body ?? '')) };
  }
  const [, id] = /^PATCH \/repos\/you\/shop\/issues\/comments\/(\d+)$/.exec(at) ?? [];
  const found = comments.find((comment) => comment.id === Number(id));
  if (!found) return NOT_FOUND;
  found.body = body.body ?? '';
  return { status: 200, body: shown(found) };
}

async function bodyOf(request: IncomingMessage): Promise<{ readonly body?: string }> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  return text === '' ? {} : JSON.parse(text);
}
