import { respondAtOnce } from './respond-at-once.ts';

const rows = Array.from({ length: 5_015 }, (_, id) => ({
  id,
  name: `account ${id}`,
  active: id % 2 === 0,
}));

respondAtOnce((_request, response) => {
  const body = JSON.stringify(rows);
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
});
