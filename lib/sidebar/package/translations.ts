/** The words Zendesk shows of the app, in its administration and its gallery; the panel's own words are in the messages. */
export const packageLocales = ['en', 'fr', 'es', 'it', 'de'] as const;
export type PackageLocale = (typeof packageLocales)[number];

type Field = { label: string; helpText: string };
export type PackageWords = {
  app: {
    name: string;
    short_description: string;
    long_description: string;
    installation_instructions: string;
    parameters: { domain: Field; website_id: Field; website_key: Field };
  };
};

type Words = [short: string, long: string, instructions: string, domain: Field, id: Field, key: Field];

const field = (label: string, helpText: string): Field => ({ label, helpText });

const words: Record<PackageLocale, Words> = {
  en: [
    'Handle your verified reviews inside the ticket.',
    'Shows the review a ticket is about, with its status, its cause and its exchanges. Publish, report, hide exchanges and reply without leaving Zendesk.',
    'Copy the three values from the page Applications → Zendesk of your account. Install the app once per website.',
    field('Domain', 'Domain of the platform, for example verified-reviews.com'),
    field('Website id', 'From the integration codes of your website'),
    field('Secret key', 'From the integration codes of your website. It stays on Zendesk’s servers.'),
  ],
  fr: [
    'Traitez vos avis vérifiés dans le ticket.',
    'Affiche l’avis dont parle le ticket, avec son statut, sa cause et ses échanges. Publiez, signalez, masquez les échanges et répondez sans quitter Zendesk.',
    'Copiez les trois valeurs depuis la page Applications → Zendesk de votre compte. Installez l’application une fois par site.',
    field('Domaine', 'Domaine de la plateforme, par exemple avis-verifies.com'),
    field('Identifiant du site', 'Dans les codes d’intégration de votre site'),
    field(
      'Clé secrète',
      'Dans les codes d’intégration de votre site. Elle reste sur les serveurs de Zendesk.',
    ),
  ],
  es: [
    'Gestione sus opiniones verificadas dentro del ticket.',
    'Muestra la opinión de la que trata el ticket, con su estado, su causa y sus intercambios. Publique, denuncie, oculte intercambios y responda sin salir de Zendesk.',
    'Copie los tres valores de la página Aplicaciones → Zendesk de su cuenta. Instale la aplicación una vez por sitio.',
    field('Dominio', 'Dominio de la plataforma, por ejemplo opiniones-verificadas.com'),
    field('Identificador del sitio', 'En los códigos de integración de su sitio'),
    field(
      'Clave secreta',
      'En los códigos de integración de su sitio. Permanece en los servidores de Zendesk.',
    ),
  ],
  it: [
    'Gestisci le recensioni verificate nel ticket.',
    'Mostra la recensione di cui parla il ticket, con stato, causa e scambi. Pubblica, segnala, nascondi gli scambi e rispondi senza uscire da Zendesk.',
    'Copia i tre valori dalla pagina Applicazioni → Zendesk del tuo account. Installa l’applicazione una volta per sito.',
    field('Dominio', 'Dominio della piattaforma, per esempio recensioni-verificate.com'),
    field('Identificativo del sito', 'Nei codici di integrazione del tuo sito'),
    field('Chiave segreta', 'Nei codici di integrazione del tuo sito. Rimane sui server di Zendesk.'),
  ],
  de: [
    'Bearbeiten Sie verifizierte Bewertungen direkt im Ticket.',
    'Zeigt die Bewertung, um die es im Ticket geht, mit Status, Ursache und Dialog. Veröffentlichen, melden, Dialog ausblenden und antworten, ohne Zendesk zu verlassen.',
    'Kopieren Sie die drei Werte von der Seite Anwendungen → Zendesk Ihres Kontos. Installieren Sie die App einmal je Website.',
    field('Domain', 'Domain der Plattform, zum Beispiel echte-bewertungen.com'),
    field('Website-ID', 'In den Integrationscodes Ihrer Website'),
    field(
      'Geheimer Schlüssel',
      'In den Integrationscodes Ihrer Website. Er bleibt auf den Servern von Zendesk.',
    ),
  ],
};

export function toPackageWords(locale: PackageLocale): PackageWords {
  const [short, long, instructions, domain, id, key] = words[locale];
  return {
    app: {
      name: 'Verified Reviews',
      short_description: short,
      long_description: long,
      installation_instructions: instructions,
      parameters: { domain, website_id: id, website_key: key },
    },
  };
}
