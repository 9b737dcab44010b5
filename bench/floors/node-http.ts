/** The physical limit: node:http answering the same bytes with the same headers. */
import { createServer } from 'node:http';
import { readAnswers } from './answers.ts';

const answers = new Map(
  [...readAnswers()].map(([cookie, { headers, body }]) => {
    const bytes = Buffer.from(body);
    return [cookie, { bytes, headers: { ...headers, 'content-length': String(bytes.length) } }];
  }),
);

createServer((request, response) => {
  const answer = answers.get(request.headers.cookie ?? '');
  if (!answer) {
    response.writeHead(request.url === '/ready' ? 200 : 404).end();
    return;
  }
  response.writeHead(200, answer.headers).end(answer.bytes);
}).listen(Number(process.env.PORT), '127.0.0.1');
