-- Prints the result of wrk on one line: requests, duration, p50, p99 (in microseconds), error statuses (400 and above), and
-- failures to connect, to read, to write, and timeouts.
function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format("RESULT %d %d %d %d %d %d %d %d %d\n", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99), errors.status,
    errors.connect, errors.read, errors.write, errors.timeout))
end
