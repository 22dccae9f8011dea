/** What a widget is given: plain data, and the few words its script shows, already in the reader's language. */
export type WidgetReply = { from: 'merchant' | 'author'; title: string; body: string; at: string };

export type WidgetReview = {
  id: string;
  rating: number;
  comment: string;
  /** First name and initial; null for an author shown as anonymous. */
  author: string | null;
  locale: string;
  publishedAt: string;
  /** A calendar day of the website, YYYY-MM-DD. */
  experiencedAt: string | null;
  /** Both dates as a sentence. */
  dates: string;
  /** How it came to us. */
  origin: 'invitation' | 'shop_link' | 'shop_api' | 'imported';
  isVerified: boolean;
  /** Proof and origin as a sentence, to stand beside the review. */
  proof: string;
  replies: WidgetReply[];
};

export type WidgetWords = {
  brand: string;
  /** "out of 5", after a figure. */
  outOf: string;
  /** The average as the language writes it; empty while under evaluation. */
  average: string;
  count: string;
  underEvaluation: string;
  anonymous: string;
  empty: string;
  more: string;
  all: string;
  previous: string;
  next: string;
};

export type WidgetView = {
  website: { id: string; name: string; url: string; certificateUrl: string };
  subject: { type: 'brand' } | { type: 'product'; ref: string };
  score: {
    average: number | null;
    /** Reviews of the last twelve months, which the average is made of. */
    count: number;
    totalCount: number;
    /** Reviews shown that no order proves: in no figure. */
    othersCount: number;
    distribution: { rating: number; count: number }[];
  };
  reviews: WidgetReview[];
  nextCursor: string | null;
  words: WidgetWords;
};
