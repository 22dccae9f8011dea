/** Pure: what a list of watched words calls its columns and categories, in every language of the portal: files travel. */
import type { WatchedWordCategory } from '@/lib/websites/schema';

/** Without accents, in lower case. */
export const wordHeadings = new Set([
  ...['mot', 'mots', 'mot cle', 'mots cles', 'word', 'words', 'keyword', 'keywords', 'watched word'],
  ...[
    'palabra',
    'palabras',
    'palabra clave',
    'palabras clave',
    'parola',
    'parole',
    'parola chiave',
    'parole chiave',
  ],
  ...['wort', 'worte', 'worter', 'stichwort', 'stichworter'],
]);
export const categoryHeadings = new Set([
  'category',
  ...['categorie', 'categories', 'categoria', 'categorias', 'kategorie', 'kategorien'],
]);

/** As the portal writes them in French, English, Spanish, Italian and German. */
export const categoryNames: Record<WatchedWordCategory, readonly string[]> = {
  delivery: ['Livraison', 'Delivery', 'Entrega', 'Consegna', 'Lieferung'],
  product_quality: [
    ...['Qualité du produit', 'Product quality', 'Calidad del producto', 'Qualità del prodotto'],
    'Produktqualität',
  ],
  customer_service: [
    ...['Service client', 'Customer service', 'Atención al cliente', 'Servizio clienti', 'Kundenservice'],
  ],
  price_refund: [
    ...['Prix et remboursement', 'Price and refund', 'Precio y reembolso', 'Prezzo e rimborso'],
    'Preis und Erstattung',
  ],
  legal_threat: [
    'Menace juridique',
    'Legal threat',
    'Amenaza legal',
    'Minaccia legale',
    'Rechtliche Drohung',
  ],
  competitor: ['Concurrent', 'Competitor', 'Competidor', 'Concorrente', 'Wettbewerber'],
  other: ['Autre', 'Other', 'Otro', 'Altro', 'Sonstiges'],
};
