package dev.mlbox.bench.pods;

import dev.mlbox.serving.OneOfMany;
import java.util.List;
import java.util.function.Supplier;

/** When the first box has read a renewal, and when all have; a line for each. */
final class LeaseTimes implements Runnable {
  private static final long PAUSE_MILLIS = 20;

  private final Supplier<List<OneOfMany>> boxes;
  private long first;
  private long firstAt;
  private boolean told = true;
  private double weight = -1;

  LeaseTimes(Supplier<List<OneOfMany>> boxes) {
    this.boxes = boxes;
  }

  @Override
  public void run() {
    try {
      while (true) {
        look(boxes.get());
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look(List<OneOfMany> all) {
    long most = 0;
    long least = Long.MAX_VALUE;
    double highest = 0;
    double written = 0;
    for (OneOfMany box : all) {
      long renewal = box.renewal();
      written = renewal > most ? box.written() : written;
      most = Math.max(most, renewal);
      least = Math.min(least, renewal);
      highest = Math.max(highest, box.weight());
    }
    long now = System.currentTimeMillis();
    if (most > first) {
      first = most;
      firstAt = now;
      told = false;
    }
    if (!told && least == first) {
      told = true;
      say(
          "lease",
          now,
          "renewal %d weight %s after %d ms in %d boxes"
              .formatted(first, written, now - firstAt, all.size()));
    }
    if (highest != weight) {
      weight = highest;
      say("highest", now, String.valueOf(weight));
    }
  }

  private static void say(String what, long now, String text) {
    System.out.println(what + " " + now + " " + text);
  }
}
