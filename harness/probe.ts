import { type IncomingMessage, request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import { TargetError } from '../targets/topology.ts';
import { type AnswerRule, bodyCheck, describeRule } from './load/answer-rule.ts';

/**
 * Asks once before the load begins: a target that answers wrongly is not worth a warm-up.
 *
 * @returns whether the connection could be used again
 * @throws {TargetError} when no answer comes in time, or not a correct one
 */
export async function probe(url: string, expected: Expected): Promise<{ keepsAlive: boolean }> {
  const { answer: rule } = expected;
  const { status, body, keepsAlive } = await get(url, expected);
  const { pathname } = new URL(url);
  const answer = `GET ${pathname} answered ${status}${body ? `, ${excerpt(body)}` : ''}`;
  if (status < 200 || status > 299) {
    const mend =
      status === 404
        ? ' (--path names another route)'
        : ' (the app must answer with 2xx: mend it, or name another route by --path)';
    throw new TargetError({ reason: `${answer}${mend}`, lastLines: [] });
  }
  if (!bodyCheck(rule)(body)) {
    const mend = "--path names the app's own route, --expect-body a text that its answers hold";
    throw new TargetError({ reason: `${answer}, and not ${describeRule(rule)} (${mend})`, lastLines: [] });
  }
  return { keepsAlive };
}

interface Expected {
  readonly answer: AnswerRule;
  readonly requestTimeoutSeconds: number;
  /** Any certificate will do. */
  readonly insecure: boolean;
}

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly keepsAlive: boolean;
}

function get(url: string, { requestTimeoutSeconds: timeoutSeconds, insecure }: Expected): Promise<Answer> {
  const { pathname, protocol } = new URL(url);
  const request = protocol === 'https:' ? requestSecure : requestPlain;
  const options = { agent: false, headers: { connection: 'keep-alive' }, rejectUnauthorized: !insecure };
  return new Promise<Answer>((resolve, reject) => {
    const fail = (reason: string, cause?: unknown) => {
      clearTimeout(timer);
      reject(new TargetError({ reason: `GET ${pathname} ${reason}`, lastLines: [] }, { cause }));
    };
    const sent = request(url, options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', (error) => fail(`was cut short: ${error.message}`, error));
      response.on('end', () => {
        clearTimeout(timer);
        sent.destroy();
        const body = Buffer.concat(chunks).toString();
        resolve({ status: response.statusCode ?? 0, body, keepsAlive: keepsAlive(response) });
      });
    });
    const timer = setTimeout(() => {
      fail(`got no answer within ${timeoutSeconds} s: the app hangs, or needs longer (--request-timeout)`);
      sent.destroy();
    }, timeoutSeconds * 1_000);
    sent.on('error', (error) => fail(`failed: ${error.message}${certificateHint(error)}`, error));
    sent.end();
  });
}

function keepsAlive({ httpVersion, headers }: IncomingMessage): boolean {
  const word = headers.connection?.toLowerCase();
  return httpVersion === '1.1' ? word !== 'close' : word === 'keep-alive';
}

function certificateHint({ code }: NodeJS.ErrnoException): string {
  return /CERT|SELF_SIGNED|ALTNAME/.test(code ?? '') ? ' (--insecure takes any certificate)' : '';
}

/** Enough of a body to tell what it is. */
function excerpt(body: string): string {
  const line = body.replace(/\s+/g, ' ').trim();
  return JSON.stringify(line.length > 80 ? `${line.slice(0, 80)}…` : line);
}
