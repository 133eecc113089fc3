package dev.mlbox.engine.pipeline;

import dev.mlbox.core.config.BaselineConfig;
import dev.mlbox.core.model.Digest;
import dev.mlbox.core.port.BaselineRecord;
import dev.mlbox.core.port.BaselineRecord.About;
import dev.mlbox.core.port.BaselineRecord.Kind;
import dev.mlbox.core.port.BaselineStore;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.engine.project.Project;
import java.util.Optional;

/**
 * Why a candidate is compared with nobody: the first evaluation ever passes without, every other
 * reason is an error with a way out.
 *
 * @param project whose model it is
 * @param serving asked whether its target answered
 * @param store of the evaluations that are kept
 * @param data the digest of the rows
 */
record NobodyThere(Project project, Serving serving, BaselineStore store, Digest data) {

  /**
   * Says why.
   *
   * @param ahead what will be compared with later, where there has never been anything
   */
  Opponent why(String ahead) {
    Optional<BaselineRecord> latest = store.latest(name());
    if (latest.isEmpty()) {
      return store
          .unread(name())
          .or(() -> store.isShared() ? Optional.empty() : serving.away())
          .map(why -> Opponent.nobody(false, "whether there is a baseline is not known; " + why))
          .orElseGet(() -> Opponent.nobody(true, ahead));
    }
    return Opponent.nobody(
        false, unusable(latest.get()) + "; " + remedy(latest.get().about().kind()));
  }

  private String unusable(BaselineRecord latest) {
    BaselineConfig config = project.config().baseline();
    if (store.find(name(), about -> about.data().equals(data)).isEmpty()) {
      return "the earlier evaluations are of other data, and the model of the last one, %s, %s"
          .formatted(
              called(latest.about()),
              isReadyAnswers(latest)
                  ? "was given as ready answers, which cannot be asked about these rows"
                  : "is not here to be asked about these rows");
    }
    return config.order().size() == 1
        ? "no evaluation of the baseline, %s, is known".formatted(config.order().get(0))
        : "the earlier evaluation is damaged";
  }

  private static boolean isReadyAnswers(BaselineRecord record) {
    try {
      return RecordedModel.of(record).filter(RecordedModel::isReadyAnswers).isPresent();
    } catch (MlboxException e) {
      return false;
    }
  }

  private static String called(About about) {
    return Opponents.origin(about, about.version());
  }

  /** Where nothing is deployed, one run that may pass without a comparison begins anew. */
  private static String remedy(Kind latest) {
    return "name that model with `baseline: file:PATH`, or let one %s pass with `error: warn` at this gate"
        .formatted(
            latest == Kind.CHECKED ? "check of the branch that others are merged into" : "deploy");
  }

  private String name() {
    return project.config().model().name();
  }
}
