/** What our own side knows of a connection when its account is looked at. Plain data: the checks that judge it are pure. */
import type { ZendeskAuthMethod } from '@/lib/zendesk/methodEndDates';
import type { WebhookPlan } from '@/lib/zendesk/objects/webhook';

export type HealthFacts = {
  /** The product's time. */
  at: Date;
  method: ZendeskAuthMethod;
  /** Whom the merchant connected as, where the method names one. */
  email: string | null;
  host: string;
  websiteId: string;
  websiteName: string;
  known: { fieldId: number | null; webhookId: string | null; triggerId: number | null };
  /** Our intake's address and the titles we give. */
  wanted: Pick<WebhookPlan, 'endpoint'> & { triggerTitle: string };
  /** Whether the account's own triggers are told to leave our tickets alone. */
  exempt: boolean;
  isSetUp: boolean;
  /** As kept when the webhook was set up. */
  signingSecret: string | null;
  /** An event of our own, to be sent through Zendesk's test call, and whether it came back. */
  probe: { payload: string; hasArrived: () => Promise<boolean> };
  traffic: {
    lastSentAt: Date | null;
    lastReceivedAt: Date | null;
    /** Webhooks stored and not worked off since longer than a few minutes. */
    stuckEvents: number;
    waiting: number;
    oldestWaitingAt: Date | null;
    oldestWaitingMs: number;
    /** Kept back until the merchant acts, with the newest refusal in Zendesk's words. */
    blocked: number;
    words: string | null;
    isPaused: boolean;
  };
  /** Names of our other websites whose stored ids are the same in this account. */
  sharingIds: string[];
  /** Legacy objects that the merchant chose to leave (`trigger:12`). */
  legacyLeft: readonly string[];
  app: {
    /** Installations of this website that we know; empty when it was never installed. */
    installationIds: number[];
    isOutdated: boolean;
    /** The installation's setting that says which website it is for. */
    websiteSetting: string;
  };
};
