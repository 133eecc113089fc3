package dev.mlbox.core.measure;

import java.util.Optional;
import java.util.function.DoublePredicate;

/**
 * What a metric of numbers asks of them.
 *
 * @param words what it needs
 * @param ofTruth whether a true number is fine
 * @param ofAnswer whether a predicted number is fine
 */
record Demand(String words, DoublePredicate ofTruth, DoublePredicate ofAnswer) {
  /** What the rows have that it cannot use; empty if all are fine. */
  Optional<String> unmet(Answers answers) {
    for (int row = 0; row < answers.rows(); row++) {
      double truth = answers.truth().number(row);
      double answer = answers.number(row);
      if (!ofTruth.test(truth)) {
        return Optional.of(
            "it needs %s, but %s is %s".formatted(words, answers.truth().target(), truth));
      }
      if (!ofAnswer.test(answer)) {
        return Optional.of("it needs %s, but the model answers %s".formatted(words, answer));
      }
    }
    return Optional.empty();
  }
}
