package dev.mlbox.jenkins;

import com.google.common.util.concurrent.ListenableFuture;
import dev.mlbox.jenkins.agent.CommandRun;
import dev.mlbox.jenkins.lease.Errand;
import dev.mlbox.jenkins.lease.Lookout;
import dev.mlbox.jenkins.page.MlboxAction;
import dev.mlbox.jenkins.page.MlboxActions;
import dev.mlbox.jenkins.page.Place;
import dev.mlbox.jenkins.result.Outcome;
import dev.mlbox.jenkins.result.Report;
import hudson.AbortException;
import hudson.model.Computer;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jspecify.annotations.Nullable;

/**
 * A step that waits for the end of a rollout which a pilot in the cluster drives. It holds neither
 * agent nor thread: now and then it asks for an agent, on which the command line looks once.
 */
public final class FollowExecution extends StepExecution {
  private static final long serialVersionUID = 1L;
  private static final long AT_ONCE = 0;

  private final String label;
  private final int every;
  private final Ending ending;
  private @Nullable Vigil vigil;
  private int deploy;
  private int action;
  private Stops stops = new Stops();
  private boolean ended;

  /** Whether nothing needs to be asked any more. */
  private volatile boolean over;

  /** Whether an agent is looking; a look does not outlive the controller. */
  private transient AtomicBoolean visiting = new AtomicBoolean();

  private transient @Nullable Lookout lookout;
  private transient @Nullable ScheduledFuture<?> next;
  private transient volatile @Nullable Run<?, ?> run;
  private transient volatile @Nullable TaskListener listener;

  FollowExecution(StepContext context, String label, int every, Ending ending) {
    super(context);
    this.label = label;
    this.every = every;
    this.ending = ending;
  }

  @Override
  public boolean start() throws Exception {
    MlboxAction begun =
        MlboxActions.toFollow(run())
            .orElseThrow(() -> new AbortException(Messages.FollowExecution_nothing()));
    if (!configuration(begun).isFile()) {
      throw new AbortException(Messages.FollowExecution_nothing());
    }
    vigil = new Vigil(begun.getVersion());
    deploy = begun.id();
    action = MlboxActions.follow(begun, label).id();
    listener()
        .getLogger()
        .println(Messages.FollowExecution_begins(begun.getVersion(), String.valueOf(every)));
    lookIn(AT_ONCE);
    return false;
  }

  @Override
  public void onResume() {
    if (stops == null) {
      // Written by a version before this one.
      stops = new Stops();
    }
    visiting = new AtomicBoolean();
    lookIn(AT_ONCE);
  }

  @Override
  public String getStatus() {
    Vigil known = vigil;
    return known == null
        ? Messages.FollowExecution_starting()
        : Messages.FollowExecution_running(known.version(), known.standing());
  }

  /**
   * The canary is taken to 0 first, for which an agent is needed. If a person asks twice, the step
   * ends, and that is done when there is an agent.
   */
  @Override
  public void stop(Throwable cause) throws Exception {
    Vigil known = vigil;
    Stops.Answer answer = stops.ask(cause);
    if (answer == Stops.Answer.END || known == null) {
      fail(cause);
    } else if (answer == Stops.Answer.BEGIN) {
      abort(known);
    }
  }

  private void abort(Vigil known) throws IOException, InterruptedException {
    known.abort();
    listener().getLogger().println(Messages.FollowExecution_stopping());
    ListenableFuture<Void> unused = getContext().saveState();
    lookIn(AT_ONCE);
  }

  private synchronized void lookIn(long seconds) {
    ScheduledFuture<?> before = next;
    if (before != null) {
      before.cancel(false);
    }
    next =
        Timer.get()
            .schedule(
                () -> Computer.threadPoolForRemoting.execute(this::ask),
                seconds,
                TimeUnit.SECONDS);
  }

  private void ask() {
    if (over) {
      return;
    }
    try {
      // The queue would give one agent to a look and another one to the next.
      if (!visiting.get()) {
        lookout().ask();
      }
      // Whoever is in the queue may be taken out of it by somebody.
      lookIn(every);
    } catch (IOException | InterruptedException | RuntimeException e) {
      fail(e);
    }
  }

  private synchronized Lookout lookout() throws IOException, InterruptedException {
    Lookout known = lookout;
    if (known == null) {
      known = new Lookout(run(), label, this::visit);
      lookout = known;
    }
    return known;
  }

  /** On a thread of the agent's executor. */
  private void visit(Computer agent) {
    Vigil known = vigil;
    if (over || known == null || !visiting.compareAndSet(false, true)) {
      return;
    }
    try {
      visit(agent, known);
    } catch (IOException | RuntimeException e) {
      endOrTell(known, String.valueOf(e.getMessage()), e);
    } catch (InterruptedException e) {
      endOrTell(known, Messages.FollowExecution_taken(agent.getName()), e);
      Thread.currentThread().interrupt();
    } finally {
      visiting.set(false);
      if (isStopped() && !over) {
        lookIn(known.isInTrouble() ? every : AT_ONCE);
      }
    }
  }

  private void visit(Computer agent, Vigil known) throws IOException, InterruptedException {
    MlboxAction page = action(action);
    CommandRun.forget(page.folder());
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    Vigil.Question question = known.next(Instant.now());
    Report report = errand(question).on(agent, said, page.folder());
    // The page shows the last look until the next one is over.
    try (OutputStream lines = page.following(OutputStream.nullOutputStream())) {
      lines.write(said.toByteArray());
    }
    tell(known, report, said.toString(StandardCharsets.UTF_8));
    if (!known.isToLookAgain(report, Instant.now())) {
      over = true;
      if (isStopped() && report.outcome() == Outcome.BROKEN) {
        log().println(Messages.FollowExecution_left(known.version()));
      }
      page.end(report, question.verb());
      finish(report);
    }
  }

  private void tell(Vigil known, Report report, String said) {
    if (!report.seen().isEmpty()) {
      Optional<String> news = known.news(report);
      if (news.isPresent()) {
        log().println("mlbox: " + news.get());
        // A controller that goes on from what was kept before would tell it again.
        ListenableFuture<Void> unused = getContext().saveState();
      }
      return;
    }
    // The report is with the build; the place that it was written to is gone.
    said.lines().filter(line -> !line.startsWith("  report ")).forEach(log()::println);
  }

  private Errand errand(Vigil.Question question) throws IOException, InterruptedException {
    MlboxAction begun = action(deploy);
    Place place =
        begun.place().orElseThrow(() -> new AbortException(Messages.FollowExecution_nothing()));
    CommandRun command =
        new CommandRun(
            question.verb(), question.words(), place.terms().reading(CommandRun.CONFIG));
    String configuration = Files.readString(configuration(begun).toPath());
    return new Errand(run(), action, command, configuration, place.programs(), listener());
  }

  private MlboxAction action(int id) throws IOException, InterruptedException {
    return MlboxActions.of(run(), id)
        .orElseThrow(() -> new AbortException(Messages.FollowExecution_nothing()));
  }

  private static File configuration(MlboxAction deploy) {
    return new File(deploy.folder(), CommandRun.CONFIG);
  }

  private void finish(Report report) throws IOException, InterruptedException {
    if (isStopped()) {
      fail(stops.why().orElseThrow());
    } else if (!ended) {
      ended = true;
      ending.of(report, getContext(), run(), listener());
    }
  }

  private void endOrTell(Vigil known, String what, Exception why) {
    if (known.isToLookAgain()) {
      log().println(Messages.FollowExecution_trouble(what));
    } else {
      over = true;
      if (isStopped()) {
        log().println(Messages.FollowExecution_left(known.version()));
      }
      fail(stops.why().orElse(why));
    }
  }

  private synchronized void fail(Throwable why) {
    if (!ended) {
      ended = true;
      getContext().onFailure(why);
    }
  }

  private boolean isStopped() {
    return stops.why().isPresent();
  }

  private PrintStream log() {
    TaskListener known = listener;
    return known == null ? new PrintStream(OutputStream.nullOutputStream()) : known.getLogger();
  }

  /** Known also when the step has ended and its canary is still to be taken to 0. */
  private TaskListener listener() throws IOException, InterruptedException {
    TaskListener known = listener;
    if (known == null) {
      known = get(TaskListener.class);
      listener = known;
    }
    return known;
  }

  private Run<?, ?> run() throws IOException, InterruptedException {
    Run<?, ?> known = run;
    if (known == null) {
      known = get(Run.class);
      run = known;
    }
    return known;
  }

  private <T> T get(Class<T> kind) throws IOException, InterruptedException {
    T value = getContext().get(kind);
    if (value == null) {
      throw new IOException("the step has no " + kind.getSimpleName() + " any more");
    }
    return value;
  }
}
