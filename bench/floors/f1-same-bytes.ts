/** F1: bare Fastify answering the same bytes with the same headers. */
import Fastify from 'fastify';
import { readAnswers } from './answers.ts';

const answers = readAnswers();
const app = Fastify();

app.get('/ready', (_request, reply) => reply.send());
app.get('/api/v1/me/day', (request, reply) => {
  const answer = answers.get(request.headers.cookie ?? '');
  if (!answer) return reply.code(404).send();
  return reply.headers(answer.headers).send(answer.body);
});

await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
