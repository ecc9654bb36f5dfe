// Tries until it works, and says meanwhile that it does not.
//   const found = await insist(async () => …);
import { Backoff } from '../shared/backoff.js';

const connection = document.getElementById('connection');

export async function insist(task) {
  const backoff = new Backoff(1_000, 15_000);
  for (;;) {
    try {
      const result = await task();
      connection.hidden = true;
      return result;
    } catch {
      connection.hidden = false;
      await backoff.wait();
    }
  }
}
