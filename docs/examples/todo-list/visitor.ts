import { check, defineScenario, del, endIteration, get, pause, pick, post, type Script } from 'cluster-bench';

interface Task {
  readonly id: string;
  readonly title: string;
}

const list = get('/tasks');

export default defineScenario({
  summary: 'registers, logs in, then reads and changes its list',
  *user({ random }) {
    const name = `user-${random()}`;
    yield post('/register', { json: { name, password: 'secret' } });
    yield post('/login', { json: { name, password: 'secret' } });
    for (;;) {
      yield* pick(random, [
        [8, read],
        [2, change],
      ])();
      yield pause(0.02 + 0.02 * random());
      yield endIteration();
    }
  },
});

function* read(): Script {
  yield list;
}

function* change(): Script {
  const created = yield post('/tasks', { json: { title: 'buy milk' } });
  const { id }: Task = created.json();
  const tasks: Task[] = (yield list).json();
  check(
    tasks.some((task) => task.id === id),
    'the new task is not in the list',
  );
  const deleted = yield del(`/tasks/${id}`, { label: 'DELETE /tasks/:id' });
  check(deleted.status === 204, 'the task could not be deleted');
}
