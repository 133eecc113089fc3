package dev.mlbox.engine.kubernetes;

import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes a model's objects; what exists under their names without our label is let be.
 */
final class OwnObjects {
  private final Cluster cluster;
  private final Names names;

  OwnObjects(Cluster cluster, Names names) {
    this.cluster = cluster;
    this.names = names;
  }

  /**
   * The object as it is now.
   *
   * @throws MlboxException INVALID when it is not ours
   */
  <T extends HasMetadata> Optional<T> find(T wanted) {
    T found = cluster.ask(() -> cluster.client().resource(wanted).get());
    foreign(found)
        .ifPresent(
            problem -> {
              throw MlboxException.invalid(problem);
            });
    return Optional.ofNullable(found);
  }

  /** Throws one INVALID with everything that is in the way. */
  void requireFree(List<? extends HasMetadata> wanted) {
    List<Problem> problems = obstacles(wanted);
    if (!problems.isEmpty()) {
      throw new MlboxException(Fault.INVALID, problems, null);
    }
  }

  List<Problem> obstacles(List<? extends HasMetadata> wanted) {
    return wanted.stream()
        .map(object -> foreign(cluster.ask(() -> cluster.client().resource(object).get())))
        .flatMap(Optional::stream)
        .toList();
  }

  /**
   * Makes it so, our fields only.
   *
   * @param wanted whose present state, if it has one, is known to be ours
   */
  <T extends HasMetadata> T apply(T wanted) {
    return cluster.ask(
        () ->
            cluster
                .client()
                .resource(wanted)
                .fieldManager(Names.MANAGER)
                .forceConflicts()
                .serverSideApply());
  }

  private Optional<Problem> foreign(@Nullable HasMetadata found) {
    if (found == null || isOurs(found)) {
      return Optional.empty();
    }
    return Optional.of(
        Problem.of(
                "%s %s exists and is not mlbox's"
                    .formatted(
                        found.getKind().toLowerCase(Locale.ROOT), found.getMetadata().getName()))
            .at(cluster.place())
            .expected(
                "no such object, or one with the label %s: %s"
                    .formatted(Names.MODEL_LABEL, names.model()))
            .remedy("choose another name for model: or another namespace; it was not touched"));
  }

  private boolean isOurs(HasMetadata found) {
    Map<String, String> labels = found.getMetadata().getLabels();
    return labels != null && names.model().equals(labels.get(Names.MODEL_LABEL));
  }
}
