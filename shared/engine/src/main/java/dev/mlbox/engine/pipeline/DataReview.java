package dev.mlbox.engine.pipeline;

import dev.mlbox.core.config.EvaluateConfig;
import dev.mlbox.core.config.Stated;
import dev.mlbox.core.config.TrainConfig;
import dev.mlbox.core.data.DataChecks;
import dev.mlbox.core.data.DataFinding;
import dev.mlbox.core.data.DataProfile;
import dev.mlbox.core.data.Sighting;
import dev.mlbox.core.data.SignatureCheck;
import dev.mlbox.core.model.Signature;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.engine.data.DataSource;
import dev.mlbox.engine.data.Profiling;
import dev.mlbox.engine.data.RowHashes;
import dev.mlbox.engine.data.RowSearch;
import dev.mlbox.engine.data.Separation;
import dev.mlbox.engine.data.Unfit;
import dev.mlbox.engine.project.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks at the rows before any model is asked about them, and beside what they were. */
final class DataReview {
  private static final Pattern DATA =
      Pattern.compile("(?i).*\\.(csv|tsv|parquet|jsonl|ndjson)(\\.gz)?");

  private final Project project;
  private final EvaluateConfig config;
  private final DataSource data;

  private final List<Signature.Field> wanted;

  DataReview(Project project, DataSource data) {
    this(project, data, List.of());
  }

  /**
   * @param wanted what the model says that it takes; empty when it does not
   */
  DataReview(Project project, DataSource data, List<Signature.Field> wanted) {
    this.wanted = wanted;
    this.project = project;
    this.config = project.config().evaluate();
    this.data = data;
  }

  /**
   * What a look at the rows gives.
   *
   * @param profile of the rows, kept with the evaluation
   * @param findings in the order in which they are looked for
   */
  record Reviewed(DataProfile profile, List<DataFinding> findings) {

    /** With more of them. */
    Reviewed with(List<DataFinding> more) {
      List<DataFinding> all = new ArrayList<>(findings);
      all.addAll(more);
      return new Reviewed(profile, all);
    }
  }

  /**
   * Runs every check.
   *
   * @param inputs of the model; empty when it does not say
   * @param before the rows of the baseline; empty when they are not known
   * @param live recent requests; null without those
   */
  Reviewed review(List<String> inputs, Optional<DataProfile> before, @Nullable DataSource live) {
    return data.far() == null ? whole(inputs, before, live) : judged(inputs);
  }

  /** Of rows that are elsewhere, what is here: no profile that later rows could be held beside. */
  private Reviewed judged(List<String> inputs) {
    String target = config.target().text();
    DataProfile profile = Profiling.of(data);
    List<Sighting> seen = new ArrayList<>(DataChecks.columns(profile, Set.of()));
    seen.addAll(DataChecks.leakageByName(target, Set.copyOf(inputs)));
    seen.addAll(DataChecks.labels(profile, target));
    List<DataFinding> findings = new ArrayList<>(shown(data, seen));
    int others = data.inputs().size() - data.columns().size();
    findings.add(
        new DataFinding(
            DataFinding.Kind.SCHEMA,
            false,
            "%,d columns stay with Spark: gaps, repeated rows, leakage and drift are not looked for"
                .formatted(others),
            List.of()));
    return new Reviewed(new DataProfile(data.digest(), data.rows(), List.of()), findings);
  }

  private Reviewed whole(
      List<String> inputs, Optional<DataProfile> before, @Nullable DataSource live) {
    DataProfile profile = Profiling.of(data);
    String target = config.target().text();
    Set<String> used = new LinkedHashSet<>(inputs.isEmpty() ? data.columns().keySet() : inputs);
    used.remove(target);
    List<Sighting> seen = new ArrayList<>();
    before.ifPresent(earlier -> seen.addAll(DataChecks.schema(earlier, profile)));
    SignatureCheck signature = new SignatureCheck(wanted);
    signature.unused(profile, config.judged()).ifPresent(seen::add);
    seen.addAll(DataChecks.columns(profile, used));
    seen.addAll(DataChecks.leakageByName(target, used));
    seen.addAll(leakageByValue(profile, target, used));
    seen.addAll(DataChecks.labels(profile, target));
    before
        .filter(earlier -> !earlier.data().equals(profile.data()))
        .ifPresent(
            earlier ->
                seen.addAll(
                    DataChecks.drift(earlier, Profiling.of(data, earlier), "the baseline's data")));
    List<DataFinding> findings = new ArrayList<>(retyped(signature, profile));
    findings.addAll(shown(data, seen));
    RowHashes.Found again = RowHashes.of(data).again();
    findings.addAll(DataChecks.duplicates(again.count(), data.rows(), few(again.examples())));
    trainingFiles().forEach(file -> findings.addAll(shared(file)));
    if (live != null) {
      findings.addAll(
          shown(
              live, DataChecks.live(profile, Profiling.of(live, profile), live.location().text())));
    }
    return new Reviewed(profile, findings);
  }

  private List<DataFinding> shown(DataSource rows, List<Sighting> seen) {
    return new RowSearch(rows, project.config().report().rows()).shown(seen);
  }

  /** As many as may be shown. */
  private List<String> few(List<String> examples) {
    return examples.subList(0, Math.min(project.config().report().rows(), examples.size()));
  }

  private List<DataFinding> retyped(SignatureCheck check, DataProfile profile) {
    List<DataFinding> findings = new ArrayList<>();
    for (Signature.Field input : check.retyped(profile)) {
      Unfit.Values unfit = Unfit.in(data, input.name(), input.type());
      findings.add(SignatureCheck.finding(input, profile, unfit.count(), few(unfit.lines(data))));
    }
    return findings;
  }

  private List<Sighting> leakageByValue(DataProfile profile, String target, Set<String> used) {
    return profile
        .column(target)
        .map(classes -> DataChecks.leakageByValue(classes, Separation.of(data, classes, used)))
        .orElse(List.of());
  }

  /** Files among the inputs of training that hold rows; not those that are the test data. */
  private List<Stated> trainingFiles() {
    TrainConfig train = project.config().model().train();
    if (train == null) {
      return List.of();
    }
    return train.inputs().stream()
        .filter(input -> DATA.matcher(input).matches() && !input.equals(config.data().text()))
        .map(input -> new Stated(input, train.place()))
        .filter(input -> exists(input))
        .toList();
  }

  private boolean exists(Stated input) {
    Path file = project.folder().resolve(input.text().replaceAll("[*?\\[{].*", ""));
    return Files.exists(file) && DataSource.exists(input, project.folder());
  }

  /** Where columns have few values, rows repeat one another, and new ones do as well. */
  private static boolean isUsual(double shared, double repeated) {
    return shared <= 2 * repeated;
  }

  private List<DataFinding> shared(Stated file) {
    try (DataSource training = DataSource.open(file, project.folder())) {
      Set<String> both = new LinkedHashSet<>(data.columns().keySet());
      both.retainAll(training.columns().keySet());
      if (2 * both.size() < data.columns().size() || both.size() < 2) {
        return List.of();
      }
      RowHashes trained = RowHashes.of(training, both);
      RowHashes.Found shared = RowHashes.of(data, both).in(trained);
      double repeated = (double) trained.again().count() / training.rows();
      return isUsual((double) shared.count() / data.rows(), repeated)
          ? List.of()
          : DataChecks.shared(
              file.text(), shared.count(), data.rows(), both.size(), few(shared.examples()));
    } catch (MlboxException e) {
      // Training read it in its own way; it need not be a table to us.
      return List.of();
    }
  }
}
