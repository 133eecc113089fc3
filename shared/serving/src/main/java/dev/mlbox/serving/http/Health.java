package dev.mlbox.serving.http;

import dev.mlbox.serving.split.LeaseClock;

/** Whether a box should be sent requests. */
public final class Health {
  private final boolean hasModel;
  private final LeaseClock lease;
  private volatile boolean draining;

  /**
   * @param hasModel a front has none, and is of no use before it has read a lease
   */
  public Health(boolean hasModel, LeaseClock lease) {
    this.hasModel = hasModel;
    this.lease = lease;
  }

  public boolean ready() {
    return !draining && (hasModel || lease.view() != null);
  }

  public boolean draining() {
    return draining;
  }

  /** From now on the box only finishes what comes in. */
  public void drain() {
    draining = true;
  }
}
