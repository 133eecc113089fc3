package dev.mlbox.serving.http;

import dev.mlbox.serving.exchange.Answer;
import dev.mlbox.serving.sample.Sampler;
import dev.mlbox.serving.split.Arm;
import dev.mlbox.serving.split.LeaseClock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;

/**
 * The box's metrics for Prometheus, for people and dashboards; the judge reads the exact counts.
 * Every label has few values: arms, outcomes, and the last versions. A box lives through many
 * rollouts, and each would leave its canary's series here for ever.
 */
public final class Meters {
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(1),
    Duration.ofNanos(2_500_000),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2_500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10)
  };

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final ConcurrentMap<Key, Counter> requests = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Timer> times = new ConcurrentHashMap<>();
  private final ConcurrentMap<Copy, Counter> copies = new ConcurrentHashMap<>();
  private final LongAdder begun = new LongAdder();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final Recent versions = new Recent(this::forget);

  public Meters(LeaseClock lease) {
    Gauge.builder("mlbox.in.flight", inFlight, AtomicInteger::get)
        .description("Requests that have arrived and are not answered")
        .register(registry);
    Gauge.builder("mlbox.weight", lease, LeaseClock::weight)
        .description("The canary's share of requests that is in force, 0 to 1")
        .register(registry);
    Gauge.builder("mlbox.lease.age.seconds", lease, LeaseClock::ageSeconds)
        .description("Time since this box saw the lease renewed")
        .register(registry);
  }

  /** Also tells what became of samples. */
  public void sampling(Sampler sampler) {
    samples("kept", sampler, Sampler::kept);
    samples("left_out", sampler, Sampler::leftOut);
    samples("lost", sampler, Sampler::lost);
  }

  private void samples(String outcome, Sampler sampler, ToDoubleFunction<Sampler> count) {
    FunctionCounter.builder("mlbox.samples", sampler, count)
        .description("Requests and labels by whether they were kept for later")
        .tag("outcome", outcome)
        .register(registry);
  }

  void begin() {
    begun.increment();
    inFlight.incrementAndGet();
  }

  /** How many requests have come, also those that other boxes have passed on. */
  public long begun() {
    return begun.sum();
  }

  void end() {
    inFlight.decrementAndGet();
  }

  /**
   * @param answer as the client got it
   * @param arm that was chosen
   * @param covered whether another one answered in its place
   */
  void count(Answer answer, Arm arm, boolean covered) {
    versions.saw(answer.version());
    Key key = new Key(answer.version(), arm, Outcome.of(answer, covered));
    requests.computeIfAbsent(key, this::counter).increment();
    if (answer.micros() >= 0) {
      times
          .computeIfAbsent(answer.version(), this::timer)
          .record(answer.micros(), TimeUnit.MICROSECONDS);
    }
  }

  private void forget(String version) {
    requests.forEach(
        (key, counter) -> {
          if (key.version().equals(version) && requests.remove(key, counter)) {
            registry.remove(counter);
          }
        });
    Timer timer = times.remove(version);
    if (timer != null) {
      registry.remove(timer);
    }
  }

  /** Counts a request of which the canary was to get a copy. */
  void copy(Copy what) {
    copies.computeIfAbsent(what, this::copyCounter).increment();
  }

  /** All metrics in the Prometheus text format. */
  String scrape() {
    return registry.scrape();
  }

  private Counter counter(Key key) {
    return Counter.builder("mlbox.requests")
        .description("Requests by the version that answered and the arm that was chosen")
        .tag("version", key.version())
        .tag("arm", key.arm().name().toLowerCase(Locale.ROOT))
        .tag("outcome", key.outcome().name().toLowerCase(Locale.ROOT))
        .register(registry);
  }

  private Counter copyCounter(Copy what) {
    return Counter.builder("mlbox.shadow.copies")
        .description("Copies of requests for a canary that does not answer users yet")
        .tag("outcome", what.name().toLowerCase(Locale.ROOT))
        .register(registry);
  }

  private Timer timer(String version) {
    return Timer.builder("mlbox.handler")
        .description("Time in the model handler of the version that answered")
        .tag("version", version)
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  private record Key(String version, Arm arm, Outcome outcome) {}

  /** What became of a copy. */
  enum Copy {
    OK,
    ERROR,
    /** Not sent, because too many were under way. */
    LEFT_OUT
  }

  /** What the client got. */
  enum Outcome {
    /** An answer. */
    OK,
    /** An answer of the stable model, because the canary or the way to it failed. */
    COVERED,
    /** A refusal that is the client's fault. */
    REFUSED,
    /** A failure. */
    ERROR;

    static Outcome of(Answer answer, boolean covered) {
      if (answer.failed()) {
        return ERROR;
      }
      if (answer.status() >= 400) {
        return REFUSED;
      }
      return covered ? COVERED : OK;
    }
  }
}
