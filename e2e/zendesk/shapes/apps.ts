import { z } from 'zod';
import { address, anything, id, nullableText, text, time } from './common';

const setting = z.union([text, z.number(), z.boolean()]);

export const app = z.strictObject({
  id,
  name: text,
  /** Of the package's translations, never of the request that made the app. */
  short_description: nullableText,
  owner_id: id,
  author_url: nullableText,
  version: text,
  framework_version: text,
  default_locale: text,
  visibility: text,
  single_install: z.boolean(),
  parameters: z.array(
    z.strictObject({
      name: text,
      kind: text,
      required: z.boolean(),
      secure: z.boolean(),
      default_value: setting.nullable(),
    }),
  ),
  created_at: time,
  updated_at: time,
});

export const installation = z.strictObject({
  id,
  app_id: id,
  product: text,
  settings: z.record(text, setting),
  settings_objects: z.array(z.strictObject({ name: text, value: setting })),
  enabled: z.boolean(),
  updated: text.regex(/^\d{14}$/),
  updated_at: time,
  created_at: time,
  role_restrictions: anything,
  group_restrictions: anything,
  recurring_payment: z.boolean(),
  collapsible: z.boolean(),
  plan_information: z.strictObject({ name: nullableText }),
  paid: anything,
  has_unpaid_subscription: anything,
  has_incomplete_subscription: z.boolean(),
  stripe_publishable_key: anything,
  stripe_account: anything,
  stripe_subscription_id: anything,
  pending_installation: z.boolean(),
  pending_job_id: text.optional(),
  redirect_path: nullableText,
  servable: z.boolean(),
});

const appJob = {
  id: text,
  url: address,
  total: z.int().nullable(),
  progress: z.int().nullable(),
  status: text,
  message: text,
};

export const buildJob = z.strictObject({
  ...appJob,
  retry_in: z.int(),
  app_id: id.nullable(),
  app_url: address.nullable(),
});

export const installJob = z.strictObject({ ...appJob, installation_id: id });

export const requirement = z.strictObject({
  requirement_id: id,
  requirement_type: text,
  identifier: text,
  account_id: id,
});
