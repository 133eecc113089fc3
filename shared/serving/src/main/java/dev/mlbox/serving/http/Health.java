package dev.mlbox.serving.http;

import dev.mlbox.serving.model.OwnModel;
import dev.mlbox.serving.split.LeaseClock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import org.jspecify.annotations.Nullable;

/** Whether a box should be sent requests. */
public final class Health {
  private final @Nullable OwnModel own;
  private final LeaseClock lease;
  private final Promise<Void> drained = Promise.promise();
  private volatile boolean draining;

  /**
   * @param own null in a front, which is of no use before it has read a lease
   */
  public Health(@Nullable OwnModel own, LeaseClock lease) {
    this.own = own;
    this.lease = lease;
  }

  public boolean ready() {
    return !draining && (own == null ? lease.view() != null : own.isReady());
  }

  /** Whether waiting may help; a box that cannot answer for long had better be started again. */
  public boolean live() {
    return own == null || own.isLive();
  }

  public boolean draining() {
    return draining;
  }

  /** From now on the box only finishes what comes in. */
  public void drain() {
    draining = true;
  }

  /** Nothing comes in any more, and all that did is answered. */
  public void finish() {
    drained.tryComplete();
  }

  /** Done when the box has answered everybody, and only its end is left. */
  Future<Void> drained() {
    return drained.future();
  }
}
