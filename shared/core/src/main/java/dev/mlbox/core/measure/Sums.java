package dev.mlbox.core.measure;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Summaries of a model's answers, each of which is found for all parts when first asked for. */
final class Sums {
  private final Answers answers;
  private final Parts parts;
  private final Map<Summary<?>, Once<?>> known = new ConcurrentHashMap<>();

  Sums(Answers answers, Parts parts) {
    this.answers = answers;
    this.parts = parts;
  }

  /**
   * Those that were added up elsewhere, of one part; others are found of its rows.
   *
   * @param found each under its summary
   */
  static Sums found(Answers answers, Map<Summary<?>, Object> found) {
    Sums sums = new Sums(answers, Parts.whole(answers.rows()));
    found.forEach((summary, value) -> sums.known.put(summary, Once.of(summary, value)));
    return sums;
  }

  /** Of one part. */
  @SuppressWarnings("unchecked") // a summary is kept under itself
  <T> T of(Summary<T> summary, int part) {
    Once<T> once = (Once<T>) known.computeIfAbsent(summary, any -> new Once<>(summary));
    return once.all(answers, parts).get(part);
  }

  /** What is known of all rows. */
  Sums ofAll() {
    Sums all = new Sums(answers, Parts.whole(parts.rows()));
    known.forEach((summary, once) -> all.known.put(summary, once.ofAll()));
    return all;
  }

  /** Found by the first thread that asks; the others wait for it. */
  private static final class Once<T> {
    private final Summary<T> summary;
    private @Nullable List<T> all;

    Once(Summary<T> summary) {
      this.summary = summary;
    }

    @SuppressWarnings("unchecked") // a summary is found with what it finds
    static <T> Once<T> of(Summary<T> summary, Object found) {
      Once<T> once = new Once<>(summary);
      once.all = List.of((T) found);
      return once;
    }

    synchronized Once<T> ofAll() {
      Once<T> first = new Once<>(summary);
      first.all = all == null ? null : List.of(all.get(0));
      return first;
    }

    synchronized List<T> all(Answers answers, Parts parts) {
      if (all == null) {
        all = summary.of(answers, parts);
      }
      return Objects.requireNonNull(all);
    }
  }
}
