package dev.mlbox.core.judge;

import java.util.Locale;
import java.util.Optional;

/**
 * The name of a bin's batches, with all that a judge has to know of it: so that a log tells the
 * whole story, and can be judged again with other settings.
 *
 * @param low of the ratio that was seen before any live request
 * @param high of it
 * @param label in words
 */
record BinSignal(double low, double high, String label) {
  private static final String PREFIX = "drift|";

  String text() {
    return PREFIX + String.format(Locale.ROOT, "%.6g|%.6g|%s", low, high, label);
  }

  static Optional<BinSignal> parse(String signal) {
    if (!signal.startsWith(PREFIX)) {
      return Optional.empty();
    }
    String[] parts = signal.substring(PREFIX.length()).split("\\|", 3);
    return parts.length < 3
        ? Optional.empty()
        : Optional.of(new BinSignal(number(parts[0]), number(parts[1]), parts[2]));
  }

  /** Records were once written with the machine's decimal comma. */
  private static double number(String text) {
    return Double.parseDouble(text.replace(',', '.'));
  }
}
