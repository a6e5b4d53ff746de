-- What wrk measured, on one line: requests, microseconds, p50, p99, answers from 400 on, failures to connect, to read, to
-- write, and in time.
function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format("RESULT %d %d %d %d %d %d %d %d %d\n", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99), errors.status,
    errors.connect, errors.read, errors.write, errors.timeout))
end
