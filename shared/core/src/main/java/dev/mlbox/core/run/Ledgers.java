package dev.mlbox.core.run;

import dev.mlbox.core.config.CanaryConfig;
import dev.mlbox.core.judge.Ledger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Who reads boxes' counts in a rollout: of a canary, and of a version that is watched beside. */
final class Ledgers {
  private final CanaryConfig config;
  private @Nullable Ledger canary;
  private @Nullable Ledger beside;
  private @Nullable Double knownSlowMillis;
  private boolean goesOn;

  Ledgers(CanaryConfig config) {
    this.config = config;
  }

  /** Another driver has counted before. */
  void goOn(@Nullable Double slowMillis) {
    goesOn = true;
    knownSlowMillis = slowMillis;
  }

  /** Of whoever draws until the promotion, or serves alone after it. */
  Ledger canary(Instant began) {
    Ledger present = canary;
    if (present == null) {
      present = of(began);
      if (goesOn) {
        present.goOn(knownSlowMillis);
      }
      canary = present;
    }
    return present;
  }

  /** Other boxes draw than before, and what they counted in an earlier rollout is no evidence. */
  Ledger beside(Instant began) {
    Ledger present = beside;
    if (present == null) {
      double known = slowMillis();
      present = of(began);
      present.goOn(Double.isInfinite(known) ? knownSlowMillis : Double.valueOf(known));
      present.warm();
      beside = present;
    }
    return present;
  }

  /** As {@link Ledger#slowMillis}, of whoever is read now; before that as it was last known. */
  double slowMillis() {
    Ledger present = beside == null ? canary : beside;
    if (present != null) {
      return present.slowMillis();
    }
    return knownSlowMillis == null ? Double.POSITIVE_INFINITY : knownSlowMillis;
  }

  /** As {@link Ledger#outgrown}, of whoever is read now. */
  int outgrown() {
    Ledger present = beside == null ? canary : beside;
    return present == null ? 0 : present.outgrown();
  }

  private Ledger of(Instant began) {
    return new Ledger(began, config.slowFrom(), config.warmUp());
  }
}
