package dev.mlbox.engine.pipeline;

import dev.mlbox.core.config.EvaluateConfig;
import dev.mlbox.core.config.Shown;
import dev.mlbox.core.config.Stated;
import dev.mlbox.core.data.DataFinding;
import dev.mlbox.core.data.DataProfile;
import dev.mlbox.core.event.Event;
import dev.mlbox.core.gate.Finding;
import dev.mlbox.core.model.Signature;
import dev.mlbox.core.port.Predictor;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.run.RunReport;
import dev.mlbox.engine.data.DataSource;
import dev.mlbox.engine.evaluation.Check;
import dev.mlbox.engine.evaluation.CheckRequest;
import dev.mlbox.engine.evaluation.CheckResult;
import dev.mlbox.engine.evaluation.Contestant;
import dev.mlbox.engine.evaluation.FittingGates;
import dev.mlbox.engine.evaluation.RowProgress;
import dev.mlbox.engine.evaluation.Summable;
import dev.mlbox.engine.live.LiveWindow;
import dev.mlbox.engine.project.Project;
import dev.mlbox.engine.spill.Outgrown;
import dev.mlbox.engine.spill.Spill;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A model and the evaluation data → what was measured, and the verdicts. */
public final class CheckStep implements AutoCloseable {
  /** What is said in place of a verdict where there are no gates. */
  public static final String UNASKED = "no gate was asked for, nothing was judged";

  private final Project project;
  private final Baselines baselines;

  /** Data that were looked at and that no training can change; null once they are taken. */
  private @Nullable DataSource open;

  /** How many rows there are; 0 until data were opened. */
  private long known;

  public CheckStep(Project project, Baselines baselines) {
    this.project = project;
    this.baselines = baselines;
  }

  /**
   * Looks at the data before a model is made, so that a wrong name costs no training: whether they
   * can be read, and have the target and the slices. Data that are not there yet are passed over
   * when training may make them; a URL without training is only read once, later.
   *
   * @throws dev.mlbox.core.problem.MlboxException INVALID with what is wrong
   */
  public void requireData() {
    baselines.keeping();
    EvaluateConfig config = project.config().evaluate();
    boolean trains = project.config().model().train() != null;
    boolean remote = config.data().text().matches("https?://.*") || LiveWindow.isOne(config.data());
    boolean checked =
        remote ? trains : !trains || DataSource.exists(config.data(), project.folder());
    if (!checked) {
      return;
    }
    open = opened();
    require(open, config);
    if (trains) {
      close();
    }
  }

  private static void require(DataSource data, EvaluateConfig config) {
    data.requireColumn(config.target());
    if (config.takesEmpty()) {
      data.texts(config.target().text());
    } else {
      data.require(config.target().text());
    }
    // Where rows are summed up elsewhere they are cut there, by columns that there are.
    data.cut(Summable.is(config, data) ? List.of() : config.slices());
    FittingGates.require(config, data);
    if (config.group() != null) {
      data.requireColumn(config.group());
      data.require(config.group().text());
    }
  }

  private DataSource data() {
    DataSource looked = open;
    open = null;
    return looked == null ? opened() : looked;
  }

  /** Rows that are too many are noticed before anything is done with them. */
  private DataSource opened() {
    DataSource data = new EvaluationData(project).open();
    known = data.rows();
    boolean here = !Summable.is(project.config().evaluate(), data);
    if (here && project.invocation().spills() && Spill.isNeeded(data.rows())) {
      data.close();
      throw outgrown(data.rows());
    }
    return data;
  }

  private Outgrown outgrown(long rows) {
    Spill spill = Spill.of(rows, project.kept("spill"));
    tell(new Event.Noted("evaluate", spill.intent()));
    return new Outgrown(spill);
  }

  @Override
  public void close() {
    DataSource left = open;
    open = null;
    if (left != null) {
      left.close();
    }
  }

  /**
   * Measures the model and what it is compared with.
   *
   * @param judged whether verdicts are told; they are made in any case
   */
  public Measured check(MadeModel model, boolean judged) {
    try {
      return checked(model, judged);
    } catch (OutOfMemoryError e) {
      throw project.invocation().spills() && Spill.ofThisProcess().isEmpty()
          ? outgrown(known)
          : tooLarge(e);
    }
  }

  private static List<DataFinding> spilled() {
    return Spill.ofThisProcess().stream()
        .map(Spill::outcome)
        .map(line -> new DataFinding(DataFinding.Kind.MEMORY, false, line, List.of()))
        .toList();
  }

  private MlboxException tooLarge(OutOfMemoryError cause) {
    Stated data = project.config().evaluate().data();
    long megabytes = Runtime.getRuntime().maxMemory() >> 20;
    return MlboxException.broken(
        Problem.of(
                "the rows of %s do not fit in %,d MB of memory".formatted(data.text(), megabytes))
            .at(data.place())
            .expected("some 100 bytes of heap a row when two models are compared")
            .remedy(
                "give Java more, such as JAVA_TOOL_OPTIONS=-Xmx%dm; -XX:AllocateHeapAt=FOLDER beside it keeps that on disk"
                    .formatted(2 * megabytes)),
        cause);
  }

  private Measured checked(MadeModel model, boolean judged) {
    EvaluateConfig config = project.config().evaluate();
    tell(new Event.Started("evaluate", Shown.of(config.data().text())));
    Instant began = Instant.now();
    try (DataSource data = data();
        Live live = Live.open(project);
        Opponent against = baselines.opponent(data);
        Contest contest = Contest.open(model, data, project);
        Reviewing review = review(data, live, contest)) {
      CheckResult result = checked(data, against, contest, live, review);
      UnknownLabels unknown = new UnknownLabels(result, data, project.config().report().rows());
      DataReview.Reviewed rows =
          review.found().with(unknown.of(config.target().text())).with(spilled());
      tellData(rows);
      String words = "%,d rows, %s".formatted(result.candidate().subject().rows(), against.words());
      tell(
          new Event.Finished(
              "evaluate", words, Event.Mark.DONE, Duration.between(began, Instant.now())));
      if (judged) {
        tellVerdicts(result);
      }
      return new Measured(
          result,
          new RunReport.Checked(
              result.candidate(),
              result.baseline().orElse(null),
              against.words(),
              result.report(),
              result.provableMargin().orElse(""),
              result.looks().orElse(""),
              rows.findings(),
              result.live().orElse(null),
              result.portraits().showing(project.config().report().rows())),
          rows.profile(),
          contest.given(model, result.asked().names()),
          ProbeRows.of(result, project.config().deploy().canary().probe()));
    }
  }

  private CheckResult checked(
      DataSource data, Opponent against, Contest contest, Live live, Reviewing review) {
    Contestant candidate = contest.contestant();
    CheckRequest request =
        new CheckRequest(
            project.config().evaluate(),
            data,
            candidate,
            against.source(),
            () -> baselines.look(data.digest(), candidate.facts().digest()),
            live.data(),
            new ProjectCommand(project));
    try {
      return Check.run(request, progress());
    } catch (MlboxException e) {
      tellData(review.found()); // what is odd about the rows may be why
      throw e;
    }
  }

  private RowProgress progress() {
    return new RowProgress() {
      @Override
      public void rows(long done, long total) {
        tell(new Event.Progressed("evaluate", done, total, "rows"));
      }

      @Override
      public void doing(String what) {
        tell(new Event.Started("evaluate", what));
      }

      @Override
      public void noted(String what) {
        tell(new Event.Noted("evaluate", what));
      }
    };
  }

  private Reviewing review(DataSource data, Live live, Contest contest) {
    EvaluateConfig config = project.config().evaluate();
    List<String> inputs = Check.inputs(contest.contestant(), data, config.judged());
    Optional<DataProfile> before = baselines.profile();
    Predictor asked = contest.contestant().predictor();
    List<Signature.Field> wanted = asked == null ? List.of() : asked.signature().inputs();
    return Reviewing.begin(
        data,
        live.data() == null,
        rows -> new DataReview(project, rows, wanted).review(inputs, before, live.data()));
  }

  private void tellData(DataReview.Reviewed rows) {
    for (DataFinding finding : rows.findings()) {
      tell(new Event.Noted("data", (finding.notable() ? "warn  " : "") + finding.brief()));
    }
  }

  private void tellVerdicts(CheckResult result) {
    result.provableMargin().ifPresent(line -> tell(new Event.Noted("evaluate", line)));
    result.live().ifPresent(live -> tell(new Event.Noted("live", LiveWords.of(live, result))));
    result.looks().ifPresent(line -> tell(new Event.Noted("evaluate", line)));
    if (result.report().findings().isEmpty()) {
      tell(new Event.Finished("gate", UNASKED, Event.Mark.WARNING, Duration.ZERO));
    }
    for (Finding finding : result.report().findings()) {
      tell(new Event.Finished("gate", finding.message(), mark(finding), Duration.ZERO));
    }
  }

  private static Event.Mark mark(Finding finding) {
    return switch (finding.verdict()) {
      case PASS -> finding.evidence().first() ? Event.Mark.WARNING : Event.Mark.PASS;
      case INCONCLUSIVE -> finding.blocks() ? Event.Mark.OPEN : Event.Mark.WARNING;
      case FAIL -> Event.Mark.FAIL;
      case ERROR -> finding.blocks() ? Event.Mark.ERROR : Event.Mark.WARNING;
    };
  }

  private void tell(Event event) {
    project.invocation().listener().on(event);
  }
}
