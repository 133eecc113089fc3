package dev.mlbox.serving.split;

import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A user who stays with one version, as far as counting needs to know.
 *
 * @param hash of the name
 * @param slowMillis above which an answer is slow, ms; null while nobody knows
 */
public record Customer(long hash, @Nullable Double slowMillis) {

  /** A user by name. */
  public static Customer of(String name, @Nullable Double slowMillis) {
    return new Customer(UserPoint.hash(name, ""), slowMillis);
  }

  /** Somebody who does not say who they are, and is drawn anew each time. */
  public static Customer once(@Nullable Double slowMillis) {
    return new Customer(ThreadLocalRandom.current().nextLong(), slowMillis);
  }

  boolean findsSlow(double millis) {
    return slowMillis != null && millis > slowMillis;
  }
}
