/** Maison Lune UK: nothing pending among brand reviews; the product queue is held by one review per cause of moderation. */
import { playBritishAppeals, playOverdueReport } from './appeals';
import { hoursAgo, reply, submit, type Stage } from './stage';

export async function playBritish(stage: Stage): Promise<void> {
  await playBritishAppeals(stage);
  await playOverdueReport(stage);
  const type = 'product' as const;
  const broken = await submit(stage, {
    type,
    rating: 4,
    comment: 'Arrived with a brоken clasp, otherwise lovely.',
    at: hoursAgo(stage, 100),
  });
  await reply(stage, broken, 'Sorry about the clasp, Amelia: a new one is in the post.', hoursAgo(stage, 95));
  await submit(stage, {
    type,
    rating: 5,
    comment: 'Makes the room feel like a holiday.',
    at: hoursAgo(stage, 90),
  });
  await submit(stage, {
    type,
    rating: 5,
    comment: 'Great lamp! Questions? Write to me at lucy.harding@mail.example or call +44 20 7946 0018.',
    at: hoursAgo(stage, 70),
    name: ['Lucy', 'Harding'],
  });
  await submit(stage, {
    type,
    rating: 3,
    comment: 'Soooooo slow to arrive, but worth it in the end.',
    at: hoursAgo(stage, 52),
  });
  await submit(stage, {
    type,
    rating: 1,
    comment: 'Only a moron would pay that much for a lamp.',
    at: hoursAgo(stage, 31),
  });
  await submit(stage, { type, rating: 4, comment: 'Warm light, sturdy base.', at: hoursAgo(stage, 20) });
}
