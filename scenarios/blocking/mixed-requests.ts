/** The virtual user of the scenarios about requests that keep a CPU busy. */
import { request } from '../request.ts';
import type { HttpUser } from '../user.ts';
import { USER_LIST } from '../user-list.ts';

/** Share of the requests that keep a CPU busy. */
const SHARE = 0.01;

const HEAVY = ['json', 'bcrypt'].map((work) =>
  request({ path: `/blocking?work=${work}`, label: 'blocking', expect: { statuses: [200] } }),
);
const OTHER = request({ ...USER_LIST, label: 'other' });

/** mixedRequests sends the heavy requests at random: in turns, connections would send theirs at the same time. */
export const mixedRequests: HttpUser = {
  protocol: 'http',
  run: ({ random }) => {
    // The probe sends what the lowest number leads to.
    if (random() < 1 - SHARE) return OTHER;
    return HEAVY[Math.floor(random() * HEAVY.length)] ?? OTHER;
  },
};
