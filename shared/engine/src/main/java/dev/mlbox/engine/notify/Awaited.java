package dev.mlbox.engine.notify;

import dev.mlbox.core.event.Event;
import dev.mlbox.core.event.Listener;
import dev.mlbox.core.rollout.RolloutState;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A person is waited for: whoever drives the rollout says so, once. */
public final class Awaited {
  /** The word for it among {@code notify.on}. */
  public static final String OUTCOME = "awaiting";

  private Awaited() {}

  /**
   * A listener that also tells, beside the rollout, which must not wait for it.
   *
   * @param tell takes the text of a notice; runs on a thread of its own
   */
  public static Listener also(Listener listener, Consumer<String> tell) {
    AtomicBoolean told = new AtomicBoolean();
    return event -> {
      listener.on(event);
      if (event instanceof Event.Looked looked
          && looked.state() instanceof RolloutState.Awaiting
          && told.compareAndSet(false, true)) {
        String text =
            "a canary with %s of the requests waits for `mlbox promote`".formatted(looked.weight());
        Thread thread = new Thread(() -> tell.accept(text), "mlbox-notify");
        thread.setDaemon(true);
        thread.start();
      }
    };
  }
}
