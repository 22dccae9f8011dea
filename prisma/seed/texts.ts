/** What authors wrote in the demo data: plain voices of two countries, long and short, glad and cross. */
export type Voice = { rating: number; comment: string };

export const brandVoices: Record<'fr' | 'en', readonly Voice[]> = {
  fr: [
    {
      rating: 5,
      comment:
        'Commande reçue en deux jours, emballage soigné et petit mot à la main. On sent que quelqu’un y a pensé.',
    },
    { rating: 5, comment: 'Très belle boutique, je recommande sans hésiter.' },
    { rating: 4, comment: 'Bonne expérience dans l’ensemble, le suivi du colis pourrait être plus précis.' },
    { rating: 5, comment: 'Troisième commande, jamais déçue. Les couleurs sont fidèles aux photos.' },
    { rating: 3, comment: 'Le produit est bien mais la boîte était un peu écrasée à l’arrivée.' },
    { rating: 5, comment: '' },
    { rating: 4, comment: 'Site clair, paiement simple. Il manque juste le choix du point relais.' },
    { rating: 5, comment: 'Échange de taille accepté en une heure, par un vrai humain. Bravo.' },
    { rating: 2, comment: 'Dix jours pour être livrée alors que le site annonçait 48 heures.' },
    { rating: 5, comment: 'Linge de lit magnifique, ma fille dort enfin toute la nuit !' },
    { rating: 4, comment: 'Prix corrects, qualité au rendez-vous.' },
    { rating: 5, comment: 'Équipe à l’écoute : ma lampe a été échangée sans discuter.' },
    { rating: 1, comment: 'Ma commande a été perdue et j’ai dû écrire quatre fois pour avoir une réponse.' },
    { rating: 5, comment: 'Parfait, du choix à la livraison.' },
  ],
  en: [
    { rating: 5, comment: 'Ordered on Sunday, slept in the new sheets on Tuesday. Lovely people too.' },
    { rating: 5, comment: 'Beautifully packed and exactly as pictured.' },
    { rating: 4, comment: 'Good shop. The tracking page was a day behind, that is all.' },
    { rating: 5, comment: 'My third order and I am still impressed by the stitching.' },
    { rating: 3, comment: 'Nice blanket, but the colour is warmer than on the website.' },
    { rating: 5, comment: '' },
    { rating: 4, comment: 'Fair prices and a checkout that simply works.' },
    { rating: 5, comment: 'Wrong size was my own fault, and they still swapped it for free.' },
    { rating: 2, comment: 'It took nine days to arrive and nobody told me why.' },
    { rating: 5, comment: 'Gift wrapping was worth every penny.' },
    { rating: 4, comment: 'Does what it says. Would buy again.' },
    { rating: 1, comment: 'Half of my order was missing and the first answer took a week.' },
  ],
};

export const productVoices: Record<'fr' | 'en', readonly Voice[]> = {
  fr: [
    { rating: 5, comment: 'Tissu très doux, tient bien au lavage.' },
    { rating: 4, comment: 'Joli rendu, un peu plus petit que je ne l’imaginais.' },
    { rating: 5, comment: 'Lumière chaude, idéale pour la chambre des enfants.' },
    { rating: 3, comment: 'Correct pour le prix, sans plus.' },
    { rating: 5, comment: 'Exactement ce que je cherchais.' },
    { rating: 2, comment: 'La couture a lâché au deuxième lavage.' },
  ],
  en: [
    { rating: 5, comment: 'Soft, heavy, warm. Everything a blanket should be.' },
    { rating: 4, comment: 'Pretty lamp. The cable could be longer.' },
    { rating: 5, comment: 'Washed six times and still looks new.' },
    { rating: 3, comment: 'Fine for the price.' },
    { rating: 2, comment: 'The zip stuck from the first day.' },
  ],
};

export const people: Record<'fr' | 'en', readonly (readonly [string, string])[]> = {
  fr: [
    ['Camille', 'Roux'],
    ['Julien', 'Fabre'],
    ['Inès', 'Benali'],
    ['Léa', 'Chevalier'],
    ['Mathieu', 'Garnier'],
    ['Aïcha', 'Diallo'],
    ['Élodie', 'Lefèvre'],
    ['Thomas', 'Nguyen'],
    ['Manon', 'Perrin'],
    ['Hugo', 'Marchand'],
    ['Sofia', 'Da Costa'],
    ['Yanis', 'Haddad'],
    ['Chloé', 'Meunier'],
    ['Antoine', 'Rivière'],
    ['Nadia', 'Cherif'],
    ['Paul', 'Gauthier'],
  ],
  en: [
    ['Emily', 'Carter'],
    ['James', 'Whitfield'],
    ['Priya', 'Nair'],
    ['Oliver', 'Hughes'],
    ['Grace', 'O’Connor'],
    ['Daniel', 'Osei'],
    ['Hannah', 'Price'],
    ['Tomasz', 'Kowalski'],
    ['Amelia', 'Bennett'],
    ['Noah', 'Fraser'],
    ['Zara', 'Malik'],
    ['Lucy', 'Harding'],
  ],
};

export const products: Record<'fr' | 'en', readonly { ref: string; name: string }[]> = {
  fr: [
    { ref: 'LIN-140', name: 'Parure de lit en lin lavé 140 × 200' },
    { ref: 'LAMPE-LUNE', name: 'Veilleuse Lune, lumière chaude' },
    { ref: 'PLAID-OCRE', name: 'Plaid en laine ocre' },
  ],
  en: [
    { ref: 'LINEN-D', name: 'Washed linen bedding set, double' },
    { ref: 'MOON-LAMP', name: 'Moon night light, warm white' },
    { ref: 'THROW-RUST', name: 'Wool throw, rust' },
  ],
};
