import { request } from 'node:http';

export interface HttpResponse {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/**
 * Sends a GET on its own connection, closed after the response, because a cluster balances connections, not requests.
 */
export function get(port: number, path: string): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, path, agent: false };
    request(options, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        body += chunk;
      });
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, type: response.headers['content-type'] ?? '', body });
      });
    })
      .on('error', reject)
      .end();
  });
}
