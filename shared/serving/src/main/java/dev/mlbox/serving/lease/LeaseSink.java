package dev.mlbox.serving.lease;

import dev.mlbox.serving.json.LeaseJson;
import dev.mlbox.serving.split.LeaseClock;
import java.util.function.Consumer;

/**
 * Takes what a source has read. What is no lease changes nothing: the last one stays, and runs out
 * if nobody renews it.
 *
 * @param clock that is told of it
 * @param notes takes a line for the box's log when something is wrong
 */
public record LeaseSink(LeaseClock clock, Consumer<String> notes) {

  /**
   * @param place where it was read, for messages
   */
  void take(byte[] json, String place) {
    try {
      clock.saw(LeaseJson.read(json, place));
    } catch (RuntimeException e) {
      notes.accept(place + ": " + e.getMessage());
    }
  }

  /** The time to give to {@link #latest}, before the question. */
  long now() {
    return clock.now();
  }

  /** What was taken last was the latest there was. */
  void latest(long asked) {
    clock.wasLatest(asked);
  }
}
