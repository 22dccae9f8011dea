/** A year of ordinary reviews, published in order, so that lists, figures and the certificate have something to show. */
import type { Voice } from './texts';
import { brandVoices, productVoices } from './texts';
import { daysAgo, publish, reply, run, submit, type Stage } from './stage';

const answers = {
  fr: 'Merci d’avoir pris le temps de nous écrire. Nous sommes désolés pour cette attente et avons revu ce point avec notre transporteur.',
  en: 'Thank you for telling us. We are sorry about the wait and have taken it up with our carrier.',
};

/** One review, handled before the next one comes: low ratings are answered and published by the merchant, others by the run. */
async function play(
  stage: Stage,
  voice: Voice,
  options: { days: number; type: 'brand' | 'product'; isAnonymous: boolean },
): Promise<void> {
  const { days, ...part } = options;
  const id = await submit(stage, { ...voice, ...part, at: daysAgo(stage, days) });
  if (voice.rating > 2) return run(stage, id, daysAgo(stage, days - 0.5));
  await reply(stage, id, answers[stage.language], daysAgo(stage, days - 0.4));
  await publish(stage, id, daysAgo(stage, days - 0.5));
}

export async function playHistory(stage: Stage): Promise<void> {
  const brand = brandVoices[stage.language];
  const product = productVoices[stage.language];
  for (let index = 0; index < 36; index++) {
    const voice = brand[index % brand.length] as Voice;
    await play(stage, voice, { days: 470 - index * 12, type: 'brand', isAnonymous: index % 9 === 4 });
  }
  for (let index = 0; index < 18; index++) {
    const voice = product[index % product.length] as Voice;
    await play(stage, voice, { days: 300 - index * 15, type: 'product', isAnonymous: index % 7 === 3 });
  }
}
