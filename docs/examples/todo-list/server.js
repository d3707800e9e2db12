// An app with users, sessions and lists of tasks, all in memory.
import { randomUUID } from 'node:crypto';
import express from 'express';

const users = new Map();
const sessions = new Map();
const app = express().use(express.json());

app.get('/', (_, response) => {
  response.send('todo lists');
});

app.post('/register', ({ body: { name, password } }, response) => {
  if (users.has(name)) return response.status(409).send('this name is taken');
  users.set(name, { password, tasks: new Map() });
  response.sendStatus(201);
});

app.post('/login', ({ body: { name, password } }, response) => {
  if (users.get(name)?.password !== password) return response.status(401).send('wrong name or password');
  const session = randomUUID();
  sessions.set(session, users.get(name));
  response.cookie('session', session, { httpOnly: true }).sendStatus(204);
});

app.use('/tasks', (request, response, next) => {
  const session = /\bsession=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1];
  request.user = sessions.get(session);
  if (!request.user) return response.status(401).send('please log in');
  next();
});

app.get('/tasks', ({ user }, response) => {
  response.json([...user.tasks.values()]);
});

app.post('/tasks', ({ user, body: { title } }, response) => {
  const task = { id: randomUUID(), title };
  user.tasks.set(task.id, task);
  response.status(201).json(task);
});

app.delete('/tasks/:id', ({ user, params: { id } }, response) => {
  response.sendStatus(user.tasks.delete(id) ? 204 : 404);
});

app.listen(process.env.PORT);
