/** What `/metrics` tells of, histograms with their parts. */
export const metricNames: ReadonlySet<string> = new Set([
  ...[
    ...['questions_total', 'unanswered_total', 'send_failures_total', 'retries_total', 'rate_limited_total'],
    ...['pins_refreshed_total', 'reconnects_total', 'incidents_total', 'adapter_ready', 'adapter_restarts_total'],
    ...['answer_seconds_bucket', 'answer_seconds_sum', 'answer_seconds_count'],
  ].map((name) => `messenger_guide_${name}`),
  ...['process_resident_memory_bytes', 'process_cpu_seconds_total', 'process_open_fds'],
  ...['nodejs_heap_size_used_bytes', 'nodejs_eventloop_lag_p50_seconds', 'nodejs_eventloop_lag_p99_seconds'],
  'nodejs_active_resources_total',
])
