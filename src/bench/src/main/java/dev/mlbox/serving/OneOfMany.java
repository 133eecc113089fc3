package dev.mlbox.serving;

import dev.mlbox.core.port.Predictor;
import dev.mlbox.core.rollout.Lease;
import dev.mlbox.serving.settings.BoxSettings;
import dev.mlbox.serving.split.LeaseView;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A real box in a process that has many: all of it but its model, which is given, and its process.
 */
public final class OneOfMany implements AutoCloseable {
  private final RunningBox box;

  private OneOfMany(RunningBox box) {
    this.box = box;
  }

  /** Starts a box; it answers once this returns. */
  public static OneOfMany start(Map<String, String> variables, Predictor model) {
    return new OneOfMany(
        RunningBox.start(
            BoxSettings.from(variables),
            new Environment(
                (spec, workers) -> model,
                System::nanoTime,
                () -> ThreadLocalRandom.current().nextDouble(),
                System.err::println,
                variables)));
  }

  /** The renewal that it has read last; 0 before the first. */
  public long renewal() {
    LeaseView view = box.lease().view();
    return view == null ? 0 : view.lease().renewal();
  }

  /** The canary's share that it has read last; 0 before the first. */
  public double written() {
    LeaseView view = box.lease().view();
    Lease lease = view == null ? null : view.lease();
    return lease == null ? 0 : lease.weight().share();
  }

  /** The canary's share by which it draws now. */
  public double weight() {
    return box.lease().weight();
  }

  @Override
  public void close() {
    box.close();
  }
}
