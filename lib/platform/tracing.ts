/**
 * OpenTelemetry spans, off unless `OTEL_EXPORTER_OTLP_ENDPOINT` is set. One story is one trace: everything about a review has
 * the review's own id as its trace id, whichever process did it and however long it waited in between, so no column has to
 * carry a context along and a trace is found by what people see in the address bar.
 */
import { createHash } from 'node:crypto';
import {
  context,
  SpanStatusCode,
  trace,
  TraceFlags,
  type Attributes,
  type Context,
} from '@opentelemetry/api';
import { env } from '@/lib/platform/env';

const tracerName = 'verified-reviews';
/** Global, because the pages' bundle has a copy of this module to itself. */
const isOn = Symbol.for('verified-reviews.tracing');
const started = globalThis as { [isOn]?: boolean };

/** @param id a UUID, used as it is; anything else by its hash. */
function toTraceId(id: string): string {
  const plain = id.replaceAll('-', '').toLowerCase();
  return /^[0-9a-f]{32}$/.test(plain) && !/^0+$/.test(plain)
    ? plain
    : createHash('sha256').update(id).digest('hex').slice(0, 32);
}

/** The story's beginning is nobody's span: all parts hang side by side below it. */
function inStory(story: string): Context {
  const traceId = toTraceId(story);
  const spanId = createHash('sha256').update(traceId).digest('hex').slice(0, 16);
  return trace.setSpanContext(context.active(), {
    traceId,
    spanId,
    traceFlags: TraceFlags.SAMPLED,
    isRemote: true,
  });
}

/**
 * Runs the work inside a span; costs next to nothing while tracing is off.
 * @param story the id of the review (or whatever else the trace is about); left out, the span belongs to the one around it.
 */
export async function withSpan<T>(
  name: string,
  about: Attributes & { story?: string },
  work: () => Promise<T>,
): Promise<T> {
  if (!started[isOn]) return work();
  const { story, ...attributes } = about;
  const parent = story === undefined ? context.active() : inStory(story);
  return trace.getTracer(tracerName).startActiveSpan(name, { attributes }, parent, async (span) => {
    try {
      return await work();
    } catch (error) {
      // The class only: messages of libraries may quote what must not leave.
      const message = error instanceof Error ? error.name : 'error';
      span.setStatus({ code: SpanStatusCode.ERROR, message });
      throw error;
    } finally {
      span.end();
    }
  });
}

/** Begins to send spans, if asked to. @returns what sends the rest when the process ends. */
export async function startTracing(processName: string): Promise<() => Promise<void>> {
  const endpoint = env.otlpEndpoint;
  if (!endpoint) return () => Promise.resolve();
  // Loaded only when used: a few megabytes that most deployments never need.
  const [{ OTLPTraceExporter }, { resourceFromAttributes }, sdk] = await Promise.all([
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
    import('@opentelemetry/sdk-trace-node'),
  ]);
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` });
  const provider = new sdk.NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': `verified-reviews-${processName}` }),
    spanProcessors: [new sdk.BatchSpanProcessor(exporter)],
  });
  provider.register();
  started[isOn] = true;
  return () => {
    started[isOn] = false;
    return provider.shutdown();
  };
}
