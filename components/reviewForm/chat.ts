/**
 * The shop's Zendesk widget on the review form. Nothing of it is loaded before a rating calls for it, and nothing of the
 * form waits for it: a blocked or broken widget leaves no trace here. Browser only.
 */
export type ChatKind = 'messaging' | 'classic';
export type ChatSettings = {
  accountKey: string;
  kind: ChatKind;
  maxRating: number;
  /** Ticket fields that a conversation is given, where the merchant mapped them. */
  orderField: { id: string; value: string } | null;
  ratingFieldId: string | null;
  hasTags: boolean;
};
/** For the merchant's figures: the widget was there and offered; the visitor opened it, or wrote in it. */
export type ChatEvent = 'shown' | 'opened';
export type Chat = {
  setRating: (rating: number) => void;
  /** Stops listening to the widget, for a page that leaves without a full load. */
  end: () => void;
};

type WidgetCall = (target: string, ...rest: unknown[]) => unknown;
type WidgetWindow = Window & { zE?: WidgetCall };

const snippetId = 'ze-snippet';
const dismissedKey = 'chat-dismissed';
/** The snippet defines `zE` within moments of its load; after this long it is not coming. */
const waitMs = 10_000;
const waitStepMs = 100;

const targets = { messaging: ['messenger', 'messenger:on'], classic: ['webWidget', 'webWidget:on'] } as const;

/** Storage may be switched off; the chat then forgets, which is no fault. */
function remember(page: Window, link: string): void {
  try {
    page.sessionStorage.setItem(dismissedKey, link);
  } catch {
    return;
  }
}

function isRemembered(page: Window, link: string): boolean {
  try {
    return page.sessionStorage.getItem(dismissedKey) === link;
  } catch {
    return false;
  }
}

/** Opens at or below the set rating, closes above it, and stays closed once the visitor closed it. */
export function createChat(
  settings: ChatSettings,
  page: WidgetWindow,
  onEvent: (event: ChatEvent) => void = () => undefined,
): Chat {
  const { accountKey, kind, maxRating } = settings;
  const [target, events] = targets[kind];
  const link = page.location.pathname;
  let rated = 0;
  let isWanted = false;
  let isOpen = false;
  let isLoaded = false;
  let isDismissed = isRemembered(page, link);
  /** We have just opened it: the widget tells of that as it tells of the visitor's own opening. */
  let isOwnOpening = false;
  const unsubscribers: (() => void)[] = [];

  const call: WidgetCall = (...args) => {
    try {
      return page.zE?.(...args);
    } catch {
      // The widget is a guest: its faults stay its own.
      return undefined;
    }
  };

  /** Fields and tags hold for the conversation that starts next, so they are set ahead of each opening. */
  function pass(): void {
    const { orderField, ratingFieldId, hasTags } = settings;
    const fields = [
      ...(orderField ? [orderField] : []),
      ...(ratingFieldId ? [{ id: ratingFieldId, value: String(rated) }] : []),
    ];
    // Not the product's tag: it keeps the shop's own notices from our tickets, and a chat's customer has nobody else to mail them.
    const tags = hasTags ? ['vr_chat', `vr_rating_${rated}`] : [];
    if (kind === 'messaging') {
      if (fields.length > 0) call('messenger:set', 'conversationFields', fields);
      if (tags.length > 0) call('messenger:set', 'conversationTags', tags);
    } else if (fields.length + tags.length > 0) {
      const prefilled = fields.map(({ id, value }) => ({ id: Number(id), prefill: { '*': value } }));
      call('webWidget', 'updateSettings', { webWidget: { contactForm: { fields: prefilled, tags } } });
    }
  }

  function apply(): void {
    if (!page.zE || isWanted === isOpen || (isWanted && isDismissed)) return;
    isOpen = isWanted;
    isOwnOpening = isWanted;
    if (isWanted) {
      pass();
      call(target, 'show');
      onEvent('shown');
    }
    call(target, isWanted ? 'open' : 'close');
    if (!isWanted) call(target, 'hide');
  }

  function listen(event: string, act: () => void): void {
    // The classic widget returns nothing and listens as long as the page lives.
    const unsubscribe = call(events, event, () => act());
    if (typeof unsubscribe === 'function') unsubscribers.push(unsubscribe as () => void);
  }

  function onOpen(): void {
    isOpen = true;
    if (!isOwnOpening) onEvent('opened');
    isOwnOpening = false;
  }

  function onClose(): void {
    isOwnOpening = false;
    // Our own closing comes with isOpen already false; what is left is the visitor's.
    if (!isOpen) return;
    isOpen = false;
    isDismissed = true;
    remember(page, link);
  }

  function onReady(): void {
    listen('open', onOpen);
    listen('close', onClose);
    if (kind === 'messaging') listen('conversationStarted', () => onEvent('opened'));
    // The widget shows its launcher by itself; the rating may have moved above while it loaded.
    if (!isWanted) call(target, 'hide');
    apply();
  }

  function waitForWidget(leftMs: number): void {
    if (page.zE) onReady();
    else if (leftMs > 0) page.setTimeout(() => waitForWidget(leftMs - waitStepMs), waitStepMs);
  }

  function load(): void {
    isLoaded = true;
    const script = page.document.createElement('script');
    script.id = snippetId;
    script.async = true;
    script.nonce = page.document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? '';
    script.src = `https://static.zdassets.com/ekr/snippet.js?key=${encodeURIComponent(accountKey)}`;
    script.addEventListener('load', () => waitForWidget(waitMs));
    page.document.head.append(script);
  }

  return {
    setRating(rating) {
      rated = rating;
      isWanted = rating <= maxRating;
      if (isOpen && isWanted) pass();
      if (isWanted && !isDismissed && !isLoaded) load();
      else if (isLoaded) apply();
    },
    end() {
      for (const unsubscribe of unsubscribers.splice(0)) unsubscribe();
    },
  };
}
