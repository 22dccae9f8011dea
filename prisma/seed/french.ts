/**
 * Maison Lune (FR): the brand queue is free, the product queue is blocked; besides, one review in each state there is.
 * The brand queue stays without a review in moderation, so that a first review left by hand can be published at once.
 */
import { playFrenchAppeals } from './appeals';
import { answerReview, setExchangesHidden, withdrawReview } from '@/lib/reviews/service';
import { lastRunAt } from '@/lib/reviews/calendar';
import { daysAgo, decide, hoursAgo, publish, reply, report, run, submit, type Stage } from './stage';

const author = (name: string) => ({ kind: 'author' as const, name });

async function playDialogues(stage: Stage): Promise<void> {
  const lamp = await submit(stage, {
    rating: 2,
    comment: 'Lampe arrivée avec une rayure, dommage pour ce prix.',
    at: daysAgo(stage, 34),
    name: ['Manon', 'Perrin'],
  });
  await reply(
    stage,
    lamp,
    'Bonjour Manon, une lampe neuve est partie ce matin, gardez la première.',
    daysAgo(stage, 33.5),
  );
  await publish(stage, lamp, daysAgo(stage, 33.4));
  await answerReview(stage.tx, {
    reviewId: lamp,
    body: 'Bien reçue, merci pour votre réactivité !',
    actor: author('Manon Perrin'),
    at: daysAgo(stage, 31),
  });
  await reply(stage, lamp, 'Avec plaisir, et merci de nous l’avoir dit.', daysAgo(stage, 30.8));
  await publish(stage, lamp, daysAgo(stage, 30.7));
  const hidden = await submit(stage, {
    rating: 3,
    comment: 'Bien, mais le code promo de bienvenue n’a pas fonctionné.',
    at: daysAgo(stage, 28),
  });
  await run(stage, hidden, daysAgo(stage, 27.5));
  await reply(stage, hidden, 'Bonjour, nous avons crédité la remise sur votre compte.', daysAgo(stage, 27));
  await setExchangesHidden(stage.tx, {
    reviewId: hidden,
    hidden: true,
    actor: stage.actors.merchant,
    at: daysAgo(stage, 26),
  });
}

async function playReports(stage: Stage): Promise<void> {
  const refused = await submit(stage, {
    rating: 1,
    comment: 'Allez plutôt chez Literie du Port, c’est deux fois moins cher.',
    at: daysAgo(stage, 25),
  });
  await reply(stage, refused, 'Bonjour, que s’est-il passé avec votre commande ?', daysAgo(stage, 24.5));
  await report(stage, refused, 'competitor', {
    comment: 'L’avis ne parle que d’un concurrent.',
    at: daysAgo(stage, 24),
  });
  await decide(stage, refused, {
    outcome: 'accepted',
    statement: 'Le texte invite à acheter chez un concurrent nommé.',
    at: daysAgo(stage, 23),
  });
  const rejected = await submit(stage, {
    rating: 1,
    comment: 'Matelas livré sans les draps, réponse reçue au bout de six jours.',
    at: daysAgo(stage, 22),
  });
  await reply(stage, rejected, 'Bonjour, les draps ont été expédiés séparément.', daysAgo(stage, 21.6));
  await report(stage, rejected, 'off_topic', {
    comment: 'La livraison dépend du transporteur.',
    at: daysAgo(stage, 21.5),
  });
  await decide(stage, rejected, {
    outcome: 'rejected',
    statement: 'La livraison fait partie de l’expérience avec l’enseigne.',
    at: daysAgo(stage, 20),
  });
  const withdrawn = await submit(stage, {
    rating: 4,
    comment: 'Avis déposé sur la mauvaise commande.',
    at: daysAgo(stage, 18),
  });
  await withdrawReview(stage.tx, {
    reviewId: withdrawn,
    actor: author('Hugo Marchand'),
    at: daysAgo(stage, 17.9),
  });
  const asked = await submit(stage, {
    rating: 2,
    comment: 'Remboursé seulement après trois relances.',
    at: daysAgo(stage, 12),
    name: ['Nadia', 'Cherif'],
  });
  await reply(
    stage,
    asked,
    'Bonjour Nadia, le geste promis au téléphone est bien passé.',
    daysAgo(stage, 11.5),
  );
  await publish(stage, asked, daysAgo(stage, 11.4));
  await report(stage, asked, 'dispute_handled', {
    comment: 'Litige réglé avec la cliente le 8.',
    at: daysAgo(stage, 5),
  });
}

async function playWorldTexts(stage: Stage): Promise<void> {
  const texts = [
    {
      rating: 5,
      comment: 'المنتج ممتاز والتوصيل سريع، شكراً لكم على العناية بالتفاصيل.',
      name: ['ليلى', 'منصور'] as const,
      locale: 'fr',
    },
    {
      rating: 5,
      comment: 'Génial 😍✨ 包装很漂亮, tout simplement magnifique 👏🏽',
      name: ['Mei-Lin', 'Zhào'] as const,
      locale: 'fr',
    },
  ];
  for (const [index, text] of texts.entries()) {
    const id = await submit(stage, { ...text, at: daysAgo(stage, 10 - index) });
    await run(stage, id, daysAgo(stage, 9.5 - index));
  }
}

async function playBlockedProducts(stage: Stage): Promise<void> {
  const type = 'product' as const;
  const holder = await submit(stage, {
    type,
    rating: 1,
    comment: 'La veilleuse chauffe au point de ne plus pouvoir la toucher.',
    at: daysAgo(stage, 4),
    name: ['Thomas', 'Nguyen'],
  });
  await reply(
    stage,
    holder,
    'Bonjour Thomas, débranchez-la : nous vous en envoyons une nouvelle et reprenons celle-ci.',
    daysAgo(stage, 3.8),
  );
  const waiting = [
    { rating: 5, comment: 'Encore plus beau en vrai.' },
    { rating: 4, comment: 'Très doux, gratte un peu les premiers jours.' },
    { rating: 5, comment: '' },
  ];
  for (const [index, voice] of waiting.entries())
    await submit(stage, { ...voice, type, at: hoursAgo(stage, 90 - index * 5) });
  await submit(stage, {
    type,
    rating: 4,
    comment: 'Belle parure malgré trois jours de r-e-t-a-r-d à la livraison.',
    at: hoursAgo(stage, 70),
  });
  const reported = await submit(stage, {
    type,
    rating: 2,
    comment: 'Plaid jamais reçu, c’est la troisième fois.',
    at: hoursAgo(stage, 60),
    name: ['Paul', 'Gauthier'],
  });
  await reply(
    stage,
    reported,
    'Bonjour Paul, le transporteur a une signature à votre adresse. Pouvez-vous vérifier ?',
    hoursAgo(stage, 50),
  );
  await report(stage, reported, 'rating_mismatch', {
    comment: 'Le commentaire parle d’une autre commande.',
    at: hoursAgo(stage, 40),
  });
  await submit(stage, {
    type,
    rating: 5,
    comment: 'Cadeau très apprécié, joliment emballé.',
    at: hoursAgo(stage, 30),
  });
  await submit(stage, {
    type,
    rating: 4,
    comment: 'Conforme à la description.',
    at: hoursAgo(stage, 8),
    isAnonymous: true,
  });
}

/** Two reviews since the last run: the next one publishes them. */
async function playPending(stage: Stage): Promise<void> {
  const since = stage.now.getTime() - lastRunAt(stage.now, 'Europe/Paris').getTime();
  const at = (share: number) => new Date(stage.now.getTime() - since * share);
  await submit(stage, { rating: 5, comment: 'Conseils en or pour choisir la bonne taille.', at: at(0.6) });
  await submit(stage, {
    rating: 4,
    comment: 'Livré dans les temps, carton recyclé, rien à dire.',
    at: at(0.2),
  });
}

export async function playFrench(stage: Stage): Promise<void> {
  await playDialogues(stage);
  await playReports(stage);
  await playFrenchAppeals(stage);
  await playWorldTexts(stage);
  await playBlockedProducts(stage);
  await playPending(stage);
}
