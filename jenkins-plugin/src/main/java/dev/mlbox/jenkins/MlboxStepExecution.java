package dev.mlbox.jenkins;

import com.google.common.util.concurrent.ListenableFuture;
import dev.mlbox.jenkins.agent.CommandRun;
import dev.mlbox.jenkins.agent.Site;
import dev.mlbox.jenkins.announce.Announcements;
import dev.mlbox.jenkins.announce.Announcer;
import dev.mlbox.jenkins.page.MlboxAction;
import dev.mlbox.jenkins.page.MlboxActions;
import dev.mlbox.jenkins.result.Report;
import hudson.AbortException;
import hudson.EnvVars;
import hudson.ExtensionList;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Computer;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.FilePathUtils;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jspecify.annotations.Nullable;

/**
 * A running step. It looks at its command now and then and holds no thread meanwhile; what it keeps
 * is enough to look again after the controller was restarted.
 */
public final class MlboxStepExecution extends StepExecution {
  private static final long serialVersionUID = 1L;

  private final CommandRun command;
  private final boolean unstable;
  private final boolean propagate;
  private String node = "";
  private String workspace = "";
  private int action;
  private Stops stops = new Stops();
  private boolean ended;
  private transient @Nullable Pace pace;
  private transient boolean away;

  MlboxStepExecution(
      StepContext context, CommandRun command, boolean unstable, boolean propagate) {
    super(context);
    this.command = command;
    this.unstable = unstable;
    this.propagate = propagate;
  }

  @Override
  public boolean start() throws Exception {
    FilePath place = get(FilePath.class);
    node = FilePathUtils.getNodeName(place);
    workspace = place.getRemote();
    lookIn(0);
    return false;
  }

  @Override
  public void onResume() {
    if (stops == null) {
      // Written by a version before this one.
      stops = new Stops();
    }
    lookIn(Pace.SHORTEST_MILLIS);
  }

  @Override
  public String getStatus() {
    return command.isStarted()
        ? Messages.MlboxStepExecution_running(command.verb().word(), node)
        : Messages.MlboxStepExecution_starting(command.verb().word());
  }

  @Override
  public void stop(Throwable cause) throws Exception {
    switch (stops.ask(cause)) {
      case BEGIN -> Computer.threadPoolForRemoting.execute(() -> interrupt(cause));
      case GO_ON -> {}
      case END -> fail(cause);
    }
  }

  /** Waits for a look that may be starting the command. */
  private synchronized void interrupt(Throwable cause) {
    if (ended) {
      return;
    }
    try {
      Optional<Site> site = command.isStarted() ? site() : Optional.empty();
      if (site.isPresent()) {
        site.get().listener().getLogger().println(Messages.MlboxStepExecution_stopping());
        command.stop(site.get());
      } else {
        // Nothing to take back, or nobody who could.
        fail(cause);
      }
    } catch (IOException | InterruptedException | RuntimeException e) {
      fail(e);
    }
  }

  private void lookIn(long millis) {
    ScheduledFuture<?> unused =
        Timer.get()
            .schedule(
            () -> Computer.threadPoolForRemoting.execute(this::look),
            millis,
            TimeUnit.MILLISECONDS);
  }

  /** One look, on a thread that is given back after it. */
  private synchronized void look() {
    if (ended) {
      return;
    }
    try {
      Optional<Site> site = site();
      if (site.isPresent()) {
        look(site.get());
      } else {
        sayAway();
        lookIn(Pace.LONGEST_MILLIS);
      }
    } catch (AbortException e) {
      fail(e);
    } catch (IOException e) {
      lookAgainOrFail(e);
    } catch (InterruptedException | RuntimeException e) {
      fail(e);
    }
  }

  /** An agent that is being lost breaks off what is asked of it before it is seen to be away. */
  private void lookAgainOrFail(IOException trouble) {
    OptionalLong again = pace().afterTrouble();
    if (again.isPresent()) {
      lookIn(again.getAsLong());
    } else {
      fail(trouble);
    }
  }

  private void look(Site site) throws IOException, InterruptedException {
    Run<?, ?> run = get(Run.class);
    MlboxAction page = page(run, site);
    if (!command.isStarted()) {
      command.start(run, site);
      // Whether that works is seen at the next save as well.
      ListenableFuture<Void> unused = getContext().saveState();
    }
    // Not kept until the next look.
    OutputStream out = page.goingOn(site.listener().getLogger());
    Optional<Report> report = command.look(run, site, out, page.folder());
    if (report.isPresent()) {
      announcements().of(run, page, report.get(), site.listener());
      page.end(report.get());
      finish(report.get(), run, site.listener());
    } else {
      if (command.isToBeKept()) {
        ListenableFuture<Void> unused = getContext().saveState();
      }
      lookIn(pace().afterLook());
    }
  }

  private Pace pace() {
    Pace known = pace;
    if (known == null) {
      known = new Pace();
      pace = known;
    }
    return known;
  }

  private static Announcements announcements() {
    return new Announcements(ExtensionList.lookup(Announcer.class));
  }

  private MlboxAction page(Run<?, ?> run, Site site) {
    Optional<MlboxAction> begun = MlboxActions.of(run, action);
    if (begun.isPresent()) {
      return begun.get();
    }
    MlboxAction page = MlboxActions.begin(run, command, site, node, "");
    action = page.id();
    return page;
  }

  /** Empty while the agent is away: it may come back, and the command with it. */
  private Optional<Site> site() throws IOException, InterruptedException {
    FilePath place = FilePathUtils.find(node, workspace);
    if (place == null) {
      return Optional.empty();
    }
    away = false;
    return Optional.of(
        new Site(place, get(Launcher.class), get(EnvVars.class), get(TaskListener.class)));
  }

  private void sayAway() throws IOException, InterruptedException {
    if (!away) {
      away = true;
      get(TaskListener.class).getLogger().println(Messages.MlboxStepExecution_away(node));
    }
  }

  private void finish(Report report, Run<?, ?> run, TaskListener listener)
      throws IOException, InterruptedException {
    if (!endsNow()) {
      return;
    }
    Optional<Throwable> stopped = stops.why();
    if (stopped.isPresent()) {
      getContext().onFailure(stopped.get());
    } else {
      new Ending(unstable, propagate).of(report, getContext(), run, listener);
    }
  }

  private void fail(Throwable why) {
    if (endsNow()) {
      getContext().onFailure(why);
    }
  }

  /**
   * True once. A step that fails for a second reason hangs the one exception on the other; where
   * many branches are aborted together that can become a circle, which Jenkins cannot print.
   */
  private boolean endsNow() {
    synchronized (command) {
      boolean first = !ended;
      ended = true;
      return first;
    }
  }

  private <T> T get(Class<T> kind) throws IOException, InterruptedException {
    T value = getContext().get(kind);
    if (value == null) {
      throw new IOException("the step has no " + kind.getSimpleName() + " any more");
    }
    return value;
  }
}
