package dev.mlbox.engine.evaluation;

import dev.mlbox.core.config.CustomMetric;
import dev.mlbox.core.config.EvaluateConfig;
import dev.mlbox.core.gate.Candidacy;
import dev.mlbox.core.gate.Gate;
import dev.mlbox.core.gate.GateJudge;
import dev.mlbox.core.gate.GateReport;
import dev.mlbox.core.gate.GateRules;
import dev.mlbox.core.gate.Provable;
import dev.mlbox.core.gate.Reference;
import dev.mlbox.core.measure.Answers;
import dev.mlbox.core.measure.Evaluation;
import dev.mlbox.core.measure.LiveMix;
import dev.mlbox.core.measure.Metric;
import dev.mlbox.core.measure.Slicing;
import dev.mlbox.core.measure.Subject;
import dev.mlbox.core.measure.Truth;
import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.port.Predictor;
import dev.mlbox.core.portrait.Portraits;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.table.Table;
import dev.mlbox.engine.data.Background;
import dev.mlbox.engine.data.DataSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Asks the candidate and what it is compared with about the same rows, measures both, and judges
 * the gates.
 */
public final class Check {
  private final CheckRequest request;
  private final EvaluateConfig config;
  private final DataSource data;
  private final List<Gate> gates;

  private Check(CheckRequest request) {
    this.request = request;
    this.config = request.config();
    this.data = request.data();
    this.gates = config.gates();
  }

  /**
   * Runs a check.
   *
   * @param progress hears of every batch of rows
   * @throws MlboxException INVALID when data, model and gates do not fit together
   */
  public static CheckResult run(CheckRequest request, RowProgress progress) {
    return new Check(request).run(progress);
  }

  /** The columns that a model is given; empty when there are only answers. */
  public static List<String> inputs(Contestant contestant, DataSource data, Set<String> judged) {
    Predictor predictor = contestant.predictor();
    return predictor == null
        ? List.of()
        : Inputs.of(contestant, predictor.signature(), data, judged);
  }

  private CheckResult run(RowProgress progress) {
    data.requireColumn(config.target());
    Optional<CheckResult> summed = SummedCheck.run(request, progress);
    if (summed.isPresent()) {
      return summed.get();
    }
    data.cut(config.slices());
    List<Slicing> slicings = config.slices().stream().map(data::slicing).toList();
    List<Contestant> contestants = new ArrayList<>(List.of(request.candidate()));
    Contestant rival = rival();
    if (rival != null) {
      contestants.add(rival);
    }
    Answering answering = new Answering(data, config.judged(), contestants);
    Sides sides = new Alignment(request).of(answering.all(progress));
    // What cannot be judged, for a hole in the answers or in the rows, is no look at them.
    int look = request.look().getAsInt();
    progress.doing("%,d rows: measuring the candidate".formatted(data.rows()));
    List<Map<String, Double>> resources = resources(contestants, answering::firstRows);
    Answers candidate = sides.candidate();
    Background.Both<Evaluation, Reference> measured =
        Background.both(
            sides.baseline() != null && data.isSmall(),
            "candidate",
            () -> evaluation(candidate, request.candidate(), slicings, resources.get(0), look),
            () -> {
              progress.doing("%,d rows: measuring the baseline".formatted(data.rows()));
              return reference(sides.baseline(), slicings, resources, look);
            });
    progress.doing("%,d rows: judging %d gates".formatted(data.rows(), gates.size()));
    LiveMix mix = Mix.of(request, slicings).orElse(null);
    Candidacy candidacy =
        new Candidacy(measured.beside(), candidate, measured.here(), slicings, mix);
    return judged(candidacy, sides, answering.firstRows(0));
  }

  private CheckResult judged(Candidacy candidacy, Sides sides, Table rows) {
    Answers candidate = candidacy.answers();
    Answers baseline =
        candidacy.reference() instanceof Reference.Answered other ? other.answers() : null;
    GateRules rules = new GateRules(config.minRows(), config.seed(), config.reuseBudget());
    Background.Both<Portraits, GateReport> both =
        Background.both(
            data.isSmall(),
            "portraits",
            () -> Portraits.of(candidate, baseline, rows),
            () -> GateJudge.judge(gates, candidacy, rules));
    GateReport report = both.here();
    return new CheckResult(
        candidacy.evaluation(),
        sides.kept(),
        rows,
        Optional.ofNullable(evaluationOf(candidacy.reference())),
        report,
        baseline == null
            ? Optional.empty()
            : new Provable(candidate, baseline, rules.alpha()).line(report),
        rules.words(candidacy.evaluation().subject().looks()),
        Optional.ofNullable(candidacy.live())
            .map(mix -> Mix.result(request, mix, candidate, baseline, asked())),
        both.beside(),
        sides.bins());
  }

  /** Metrics besides the usual ones. */
  private List<Metric> asked() {
    return Stream.concat(
            gates.stream().map(Gate::metric), config.metrics().stream().map(CustomMetric::metric))
        .toList();
  }

  /** The baseline's side in the contest, where it has answers to these rows. */
  private @Nullable Contestant rival() {
    if (request.baseline() instanceof BaselineSource.Model model) {
      return model.model();
    }
    if (request.baseline() instanceof BaselineSource.Stored stored) {
      Predictions rows = stored.baseline().rows();
      Subject subject = stored.baseline().evaluation().subject();
      if (rows != null && subject.data().equals(data.digest()) && rows.rows() == data.rows()) {
        return Contestant.ready(new ModelFacts(subject.model(), null, List.of()), rows);
      }
    }
    return null;
  }

  private Reference reference(
      @Nullable Answers rows,
      List<Slicing> slicings,
      List<Map<String, Double>> resources,
      int look) {
    if (request.baseline() instanceof BaselineSource.None none) {
      return new Reference.Missing(none.firstEver(), none.why());
    }
    if (rows == null) {
      BaselineSource.Stored stored = (BaselineSource.Stored) request.baseline();
      return new Reference.Measurements(
          stored.baseline().evaluation(),
          "the answers of %s to these rows are not known".formatted(stored.baseline().version()));
    }
    if (request.baseline() instanceof BaselineSource.Model model) {
      Evaluation evaluation = evaluation(rows, model.model(), slicings, resources.get(1), look);
      return new Reference.Answered(evaluation, rows, true);
    }
    BaselineSource.Stored stored = (BaselineSource.Stored) request.baseline();
    return new Reference.Answered(stored.baseline().evaluation(), rows, false);
  }

  private static @Nullable Evaluation evaluationOf(Reference reference) {
    if (reference instanceof Reference.Answered other) {
      return other.evaluation();
    }
    return reference instanceof Reference.Measurements other ? other.evaluation() : null;
  }

  static Subject subject(CheckRequest request, Truth truth, Contestant contestant, int look) {
    return new Subject(
        contestant.facts().digest(),
        request.data().digest(),
        request.data().rows(),
        truth.task(),
        truth.positive() < 0 ? null : truth.classes().get(truth.positive()),
        look);
  }

  /** What is known of a model without rows. */
  static Map<String, Double> known(Contestant contestant, Map<String, Double> resources) {
    Map<String, Double> all = new HashMap<>(resources);
    Long bytes = contestant.facts().bytes();
    if (bytes != null) {
      all.put("model_bytes", (double) bytes);
    }
    return all;
  }

  private Evaluation evaluation(
      Answers answers,
      Contestant contestant,
      List<Slicing> slicings,
      Map<String, Double> resources,
      int look) {
    Subject subject = subject(request, answers.truth(), contestant, look);
    Map<String, Double> all = known(contestant, resources);
    return Evaluation.of(subject, answers, slicings, all, asked());
  }

  static List<Map<String, Double>> resources(
      List<Contestant> contestants, IntFunction<Table> firstRows) {
    List<Latency.Timed> timed = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < contestants.size(); i++) {
      Predictor predictor = contestants.get(i).predictor();
      if (predictor != null) {
        timed.add(new Latency.Timed(predictor, firstRows.apply(i)));
        places.add(i);
      }
    }
    List<Map<String, Double>> figures = new Latency(System::nanoTime).of(timed);
    List<Map<String, Double>> all = new ArrayList<>();
    for (int i = 0; i < contestants.size(); i++) {
      int place = places.indexOf(i);
      all.add(place < 0 ? Map.of() : figures.get(place));
    }
    return all;
  }
}
