package dev.mlbox.engine.evaluation;

import dev.mlbox.core.measure.Answers;
import dev.mlbox.core.measure.LiveMix;
import dev.mlbox.core.measure.LiveResult;
import dev.mlbox.core.measure.Metric;
import dev.mlbox.core.measure.Slicing;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.engine.data.DataSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How many of recent requests are of each slice of the rows, and what models are worth on them. */
final class Mix {
  private Mix() {}

  /** By the first slicing that is by columns. */
  static Optional<LiveMix> of(CheckRequest request, List<Slicing> slicings) {
    DataSource live = request.live();
    if (live == null) {
      return Optional.empty();
    }
    for (int i = 0; i < slicings.size(); i++) {
      if (slicings.get(i).kind() == Slicing.Kind.COLUMN) {
        Slicing requests = live.slicing(request.config().slices().get(i));
        Optional<LiveMix> mix = LiveMix.of(slicings.get(i), requests);
        if (mix.isEmpty()) {
          throw MlboxException.invalid(
              Problem.of(
                      "no request in %s is of a slice by %s that the data have"
                          .formatted(live.location().text(), requests.text()))
                  .at(live.location().place())
                  .expected("requests of the same model"));
        }
        return mix;
      }
    }
    throw MlboxException.invalid(
        Problem.of("evaluate.live is set, but no slice by a column")
            .at(live.location().place())
            .expected("one under evaluate.slices, whose mix the requests show"));
  }

  /**
   * Both models on it.
   *
   * @param baseline null without one that answered these rows
   * @param asked metrics besides the usual ones
   */
  static LiveResult result(
      CheckRequest request,
      LiveMix mix,
      Answers candidate,
      @Nullable Answers baseline,
      List<Metric> asked) {
    return new LiveResult(
        Objects.requireNonNull(request.live()).location().text(),
        mix.by(),
        mix.requests(),
        mix.covered(),
        mix.measure(candidate, asked),
        baseline == null ? Map.of() : mix.measure(baseline, asked),
        mix.slices());
  }
}
