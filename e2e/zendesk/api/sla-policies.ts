import type { MiddlewareHandler } from 'hono';
import { allow } from '../http/auth';
import { optionalText, pathId, readRecord, toBoolean } from '../http/body';
import type { JsonObject, PracticeApp, PracticeContext, PracticeEnv } from '../http/context';
import { blank, forbidden, recordInvalid, recordNotFound } from '../http/errors';
import { isObject, json } from '../http/reply';
import type { SlaMetric, SlaPolicyRow } from '../state/desk-rows';
import { conditionSubjects } from '../triggers/definitions';
import { readConditions } from '../triggers/records';

const PRIORITIES = ['low', 'normal', 'high', 'urgent'];
const METRICS = [
  ...['first_reply_time', 'next_reply_time', 'periodic_update_time'],
  ...['requester_wait_time', 'agent_work_time', 'total_resolution_time', 'pausable_update_time'],
];

/** A plan without service levels refuses everything about them. Its answer is unconfirmed; the plain 403 is used. */
const planAllows: MiddlewareHandler<PracticeEnv> = async (c, next) => {
  if (c.get('account').row.settings.slaPolicies === false) throw forbidden();
  await next();
};

function present(c: PracticeContext, policy: SlaPolicyRow) {
  const base = c.get('practice').store.baseUrl(c.get('account'));
  return {
    url: `${base}/api/v2/slas/policies/${String(policy.id)}.json`,
    id: policy.id,
    title: policy.title,
    description: policy.description,
    position: policy.position,
    filter: policy.filter,
    policy_metrics: policy.metrics.map((one) => ({ ...one, target_in_seconds: one.target * 60 })),
    metric_settings: policy.settings,
    created_at: policy.createdAt,
    updated_at: policy.updatedAt,
  };
}

const invalid = (description: string) =>
  recordInvalid({ policy_metrics: [{ description, error: 'InvalidValue' }] });

function readMetrics(given: unknown): SlaMetric[] {
  return (Array.isArray(given) ? given.filter(isObject) : []).map((item) => {
    const priority = optionalText(item.priority, 'priority') ?? '';
    const metric = optionalText(item.metric, 'metric') ?? '';
    const target = Number(item.target);
    if (!PRIORITIES.includes(priority)) throw invalid('Priority: is invalid');
    if (!METRICS.includes(metric)) throw invalid('Metric: is invalid');
    if (!Number.isInteger(target) || target < 1) throw invalid('Target: must be greater than 0');
    return { priority, metric, target, business_hours: toBoolean(item.business_hours, false) };
  });
}

function readSettings(given: unknown): SlaPolicyRow['settings'] {
  const entries = Object.entries(isObject(given) ? given : {});
  return Object.fromEntries(
    entries.map(([metric, switches]) => [
      metric,
      Object.fromEntries(
        Object.entries(isObject(switches) ? switches : {}).map(([name, value]) => [
          name,
          toBoolean(value, false),
        ]),
      ),
    ]),
  );
}

function apply(c: PracticeContext, policy: SlaPolicyRow, record: JsonObject): SlaPolicyRow {
  const account = c.get('account');
  const isNew = policy.title === '';
  const title = record.title === undefined ? policy.title : optionalText(record.title, 'title')?.trim();
  if (!title) throw blank('title', 'Title');
  const isFiltered = isNew || record.filter !== undefined;
  return {
    ...policy,
    title,
    description:
      record.description === undefined ? policy.description : optionalText(record.description, 'description'),
    filter: isFiltered ? readConditions(conditionSubjects(account), record.filter) : policy.filter,
    metrics: record.policy_metrics === undefined ? policy.metrics : readMetrics(record.policy_metrics),
    settings: record.metric_settings === undefined ? policy.settings : readSettings(record.metric_settings),
    updatedAt: account.now(),
  };
}

function empty(c: PracticeContext): SlaPolicyRow {
  const account = c.get('account');
  const now = account.now();
  const position = account.slaPolicies.all().length + 1;
  const blankRow = { title: '', description: null, filter: { all: [], any: [] }, metrics: [], settings: {} };
  return { id: account.nextId(), ...blankRow, position, createdAt: now, updatedAt: now };
}

function policyInPath(c: PracticeContext): SlaPolicyRow {
  const policy = c.get('account').slaPolicies.get(pathId(c));
  if (!policy) throw recordNotFound();
  return policy;
}

/** Service level policies: administrators only, reading included. */
export function mountSlaPolicies(api: PracticeApp): void {
  const admin = allow('admin', 'slas');
  const save = async (c: PracticeContext, before: SlaPolicyRow) =>
    c.get('account').slaPolicies.save(apply(c, before, await readRecord(c, 'sla_policy')));
  api.get('/slas/policies', admin, planAllows, (c) => {
    const rows = c.get('account').slaPolicies.all();
    const page = { count: rows.length, next_page: null, previous_page: null };
    return json(c, { sla_policies: rows.map((policy) => present(c, policy)), ...page });
  });
  api.post('/slas/policies', admin, planAllows, async (c) =>
    json(c, { sla_policy: present(c, await save(c, empty(c))) }, 201),
  );
  api.get('/slas/policies/:id', admin, planAllows, (c) =>
    json(c, { sla_policy: present(c, policyInPath(c)) }),
  );
  api.put('/slas/policies/:id', admin, planAllows, async (c) =>
    json(c, { sla_policy: present(c, await save(c, policyInPath(c))) }),
  );
  api.delete('/slas/policies/:id', admin, planAllows, (c) => {
    c.get('account').slaPolicies.delete(policyInPath(c).id);
    return c.body(null, 204);
  });
}
