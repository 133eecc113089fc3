package dev.mlbox.serving;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Prints the box's few lines; one that repeats itself at most every ten seconds. */
final class Console implements Consumer<String> {
  private static final long SILENCE_NANOS = 10_000_000_000L;
  private static final int REMEMBERED = 100;

  private final PrintStream target;
  private final LongSupplier nanos;
  private final Map<String, Long> said =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > REMEMBERED;
        }
      };

  Console(PrintStream target, LongSupplier nanos) {
    this.target = target;
    this.nanos = nanos;
  }

  @Override
  public synchronized void accept(String line) {
    long now = nanos.getAsLong();
    Long last = said.get(line);
    if (last == null || now - last >= SILENCE_NANOS) {
      said.put(line, now);
      target.println("mlbox box: " + line);
    }
  }
}
