package dev.mlbox.engine.traffic;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is sent, how fast and how long.
 *
 * @param data CSV, Parquet or JSON lines, relative to mlbox.yaml; one row a request, again from the
 *     start when all were sent; null for the rows that the model is judged on
 * @param rate requests a second, whatever the answers do
 * @param duration after this no more are sent
 * @param url where the model is served; null for the target's own address
 */
public record TrafficRequest(
    @Nullable String data, double rate, Duration duration, @Nullable String url) {

  public TrafficRequest {
    if (!(rate > 0 && rate <= 100_000)) {
      throw MlboxException.invalid(
          Problem.of("a rate of %s requests a second".formatted(rate))
              .at("--rate")
              .expected("more than 0, at most 100,000"));
    }
    if (duration.isNegative() || duration.isZero()) {
      throw MlboxException.invalid(
          Problem.of("no time to send requests in").at("--for").expected("more than 0"));
    }
  }

  /** How many requests that makes, at least one. */
  long requests() {
    return Math.max(1, (long) Math.ceil(rate * duration.toNanos() / 1e9 - 1e-6));
  }
}
