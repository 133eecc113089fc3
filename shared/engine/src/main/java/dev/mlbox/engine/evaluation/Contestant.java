package dev.mlbox.engine.evaluation;

import dev.mlbox.core.model.ModelSpec;
import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.port.Predictor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A model that answers the rows: by being asked, or with answers that are there already.
 *
 * @param facts what is known of it
 * @param predictor null when there are only answers
 * @param answers brings them; null when it is asked
 * @param spec how it is loaded elsewhere; null when that is not known
 */
public record Contestant(
    ModelFacts facts,
    @Nullable Predictor predictor,
    @Nullable Supplier<Predictions> answers,
    @Nullable ModelSpec spec) {

  public Contestant {
    if ((predictor == null) == (answers == null)) {
      throw new IllegalArgumentException("either a predictor or answers");
    }
  }

  /** A loaded model; whoever loaded it closes it. */
  public static Contestant live(ModelFacts facts, Predictor predictor) {
    return new Contestant(facts, predictor, null, null);
  }

  /** The same, which may also be asked where the rows are. */
  public static Contestant live(ModelFacts facts, Predictor predictor, ModelSpec spec) {
    return new Contestant(facts, predictor, null, spec);
  }

  /** One answer for each row of the data, in its order. */
  public static Contestant ready(ModelFacts facts, Predictions answers) {
    return new Contestant(facts, null, () -> answers, null);
  }

  /** The same, read when they are needed and held no longer, as they may be large. */
  public static Contestant reading(ModelFacts facts, Supplier<Predictions> answers) {
    return new Contestant(facts, null, answers, null);
  }
}
