package dev.mlbox.serving.http;

import dev.mlbox.serving.split.LeaseClock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Whether a box should be sent requests. */
public final class Health {
  private final @Nullable BooleanSupplier model;
  private final LeaseClock lease;
  private volatile boolean draining;

  /**
   * @param model whether it can answer at present; null in a front, which has none, and is of no
   *     use before it has read a lease
   */
  public Health(@Nullable BooleanSupplier model, LeaseClock lease) {
    this.model = model;
    this.lease = lease;
  }

  public boolean ready() {
    return !draining && (model == null ? lease.view() != null : model.getAsBoolean());
  }

  /** Whether waiting may help; a box that cannot answer for long had better be started again. */
  public boolean live() {
    return model == null || model.getAsBoolean();
  }

  public boolean draining() {
    return draining;
  }

  /** From now on the box only finishes what comes in. */
  public void drain() {
    draining = true;
  }
}
