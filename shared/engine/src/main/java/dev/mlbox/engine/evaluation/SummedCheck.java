package dev.mlbox.engine.evaluation;

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
import dev.mlbox.core.measure.Frame;
import dev.mlbox.core.measure.Metric;
import dev.mlbox.core.measure.Metrics;
import dev.mlbox.core.measure.Task;
import dev.mlbox.core.measure.Truth;
import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.portrait.Portrait;
import dev.mlbox.core.portrait.Portraits;
import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.engine.data.FarRows;
import dev.mlbox.runtime.remote.Order;
import dev.mlbox.runtime.remote.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A check of rows that stay where they are: those who have them sum up what models answered, and
 * this machine knows sums alone.
 */
final class SummedCheck {
  private final CheckRequest request;
  private final EvaluateConfig config;
  private final FarRows far;
  private final Summable summable;
  private final List<Contestant> contestants = new ArrayList<>();
  private final List<List<String>> inputs = new ArrayList<>();

  private SummedCheck(CheckRequest request, Summable summable) {
    this.request = request;
    this.config = request.config();
    this.far = summable.far();
    this.summable = summable;
    contestants.add(request.candidate());
    if (request.baseline() instanceof BaselineSource.Model model) {
      contestants.add(model.model());
    }
    for (Contestant each : contestants) {
      inputs.add(Check.inputs(each, request.data(), config.judged()));
      Inputs.require(
          inputs.get(inputs.size() - 1),
          request.data(),
          inputs.size() == 1 ? "the model" : "the deployed model");
    }
  }

  /** Empty where it was not asked for, or each row is needed, which is said then. */
  static Optional<CheckResult> run(CheckRequest request, RowProgress progress) {
    Optional<Summable> asked = Summable.of(request.config(), request.data());
    if (asked.isEmpty()) {
      return Optional.empty();
    }
    Found found =
        asked
            .get()
            .obstacle()
            .or(() -> Summable.ofModels(request))
            .map(Found::none)
            .orElseGet(() -> found(request, asked.get()));
    if (found instanceof Summed summed) {
      return Optional.of(summed.check().judged(summed, progress));
    }
    progress.noted(((Unsummed) found).why().line());
    return Optional.empty();
  }

  private static Found found(CheckRequest request, Summable summable) {
    try {
      return new SummedCheck(request, summable).found();
    } catch (MlboxException e) {
      if (e.fault() != Fault.INVALID) {
        throw e;
      }
      return Found.none(Obstacle.refused(e));
    }
  }

  /** All sums that are known before anything is judged, or why there are none. */
  private sealed interface Found {
    static Found none(Obstacle why) {
      return new Unsummed(why);
    }
  }

  private record Summed(SummedCheck check, FirstRows first, SummedRows rows, List<Answers> whole)
      implements Found {}

  private record Unsummed(Obstacle why) implements Found {}

  private Found found() {
    List<Order.Model> models = new ArrayList<>();
    for (int i = 0; i < contestants.size(); i++) {
      models.add(FarAnswering.sent(contestants.get(i), inputs.get(i)));
    }
    String target = config.target().text();
    Reply.Kept kept =
        far.keep(new Order.Keep(models, target, summable.cuts(), Answering.KEPT), done -> {});
    List<Predictions> like = new ArrayList<>();
    for (int i = 0; i < contestants.size(); i++) {
      like.add(kept.survey().like(i));
    }
    Truth truth = Truth.of(target, kept.survey().target(), like, config.positive());
    FittingGates.require(config, truth);
    Optional<Obstacle> obstacle = summable.obstacle(truth, kept.survey(), like);
    if (obstacle.isPresent()) {
      return Found.none(obstacle.get());
    }
    FirstRows first = FirstRows.of(kept.first(), inputs, contestants);
    Frame frame = frame(truth, like, first);
    SummedRows rows = new SummedRows(far, frame);
    for (int cut = 0; cut < config.slices().size(); cut++) {
      rows.cut(config.slices().get(cut).text(), cut, kept.survey().parts(cut));
    }
    return new Summed(this, first, rows, rows.whole());
  }

  private Frame frame(Truth truth, List<Predictions> like, FirstRows first) {
    // One column is a score of two classes, and says nothing of more.
    int least = truth.task() == Task.BINARY ? 1 : 2;
    List<Frame.Said> said =
        like.stream()
            .map(each -> new Frame.Said(each.width() >= least, each.width() >= least))
            .toList();
    List<Metric> metrics = new ArrayList<>(Metrics.usual(truth.task()));
    config.gates().stream().map(Gate::metric).forEach(metrics::add);
    List<Answers> firsts = first.answers(truth);
    return Frame.of(truth, metrics, said, firsts);
  }

  private CheckResult judged(Summed found, RowProgress progress) {
    SummedRows rows = found.rows();
    List<Answers> whole = found.whole();
    FirstRows first = found.first();
    int look = request.look().getAsInt();
    progress.doing(
        "%,d rows: judging %d gates".formatted(request.data().rows(), config.gates().size()));
    List<Map<String, Double>> resources = Check.resources(contestants, first::given);
    List<Evaluation> evaluations = new ArrayList<>();
    for (int i = 0; i < contestants.size(); i++) {
      Contestant contestant = contestants.get(i);
      evaluations.add(
          Evaluation.far(
              Check.subject(request, whole.get(i).truth(), contestant, look),
              whole.get(i),
              rows.slicings(),
              rows.parts(i),
              Check.known(contestant, resources.get(i)),
              config.gates().stream().map(Gate::metric).toList()));
    }
    Reference reference =
        request.baseline() instanceof BaselineSource.None none
            ? new Reference.Missing(none.firstEver(), none.why())
            : new Reference.Answered(evaluations.get(1), whole.get(1), true);
    GateRules rules = new GateRules(config.minRows(), config.seed(), config.reuseBudget());
    GateReport report =
        GateJudge.judge(
            config.gates(),
            new Candidacy(evaluations.get(0), whole.get(0), reference, rows.slicings(), null),
            rules);
    Portrait none = new Portrait(null, List.of(), null, List.of());
    boolean alone = whole.size() == 1;
    return new CheckResult(
        evaluations.get(0),
        KeptAnswers.of(first.said(0)),
        first.given(0),
        alone ? Optional.empty() : Optional.of(evaluations.get(1)),
        report,
        alone
            ? Optional.empty()
            : new Provable(whole.get(0), whole.get(1), rules.alpha()).line(report),
        rules.words(look),
        Optional.empty(),
        new Portraits(none, alone ? null : none, List.of(), null),
        Optional.empty());
  }
}
