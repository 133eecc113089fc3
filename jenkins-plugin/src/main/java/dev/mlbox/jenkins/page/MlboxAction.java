package dev.mlbox.jenkins.page;

import dev.mlbox.jenkins.agent.CommandRun;
import dev.mlbox.jenkins.agent.Terms;
import dev.mlbox.jenkins.command.Verb;
import dev.mlbox.jenkins.result.Fate;
import dev.mlbox.jenkins.result.MetricPoint;
import dev.mlbox.jenkins.result.Outcome;
import dev.mlbox.jenkins.result.Report;
import hudson.Util;
import hudson.model.BuildBadgeAction;
import hudson.model.Run;
import hudson.security.Permission;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jenkins.model.RunAction2;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;
import org.kohsuke.stapler.verb.POST;

/**
 * What one command did, on its build. What the job's page needs is kept here, the rest in the
 * report's file beside the build. Every field may be missing in a build that another version of
 * the plugin wrote.
 */
@ExportedBean
public final class MlboxAction implements RunAction2, BuildBadgeAction {
  private static final Set<String> CHANGING = Set.of(Verb.DEPLOY.word(), Verb.FOLLOW.word());

  private final int id;
  private final int follows;
  private final @Nullable String verb;
  private final @Nullable Terms terms;
  private final @Nullable String node;
  private final @Nullable String workspace;
  private final @Nullable String user;

  /** Of the agent, as it may be gone when somebody needs another one like it. */
  private final @Nullable String labels;

  /** The variables by which the command found the command line, as the build had set them. */
  private final @Nullable Map<String, String> programs;

  /** The agents that a step names for what is done in its place; an expression of labels. */
  private final @Nullable String agents;

  private @Nullable String outcome;

  /** The command that it ended by, where it was another one: a follow may end by a revert. */
  private @Nullable String endedBy;

  /** Whether a rollout came to its end; null in what a version of the plugin before this wrote. */
  private @Nullable Boolean rolledOut;

  private @Nullable String headline;
  private @Nullable String version;
  private @Nullable String image;
  private @Nullable List<MetricPoint> metrics;
  private transient @Nullable Run<?, ?> run;
  private transient volatile @Nullable Tail tail;

  /**
   * Of a command that begins.
   *
   * @param place where it runs, or that of the command it goes on from
   * @param user who asked for it by hand; empty when the build did
   * @param follows number of the deploy that it looks after or goes on from; 0 for none
   */
  MlboxAction(int id, Verb verb, Place place, String user, int follows) {
    this(id, verb, place, user, follows, "");
  }

  /**
   * The same.
   *
   * @param agents which may do it, an expression of labels; empty where no step says
   */
  MlboxAction(int id, Verb verb, Place place, String user, int follows, String agents) {
    this.id = id;
    this.verb = verb.word();
    this.terms = place.terms();
    this.node = place.node();
    this.workspace = place.workspace();
    this.user = user;
    this.labels = place.labels();
    this.programs = place.programs();
    this.follows = follows;
    this.agents = agents;
  }

  public int id() {
    return id;
  }

  /** The number of the deploy that this one follows, or goes on from by hand; 0 for none. */
  int follows() {
    return follows;
  }

  /** The agents that its step names, an expression of labels; empty where it names none. */
  String agents() {
    return Util.fixNull(agents);
  }

  /** The log of a command that begins, with its last lines kept for the page. */
  public OutputStream following(OutputStream log) {
    tail = null;
    return goingOn(log);
  }

  /** The same for more of what it writes. */
  public OutputStream goingOn(OutputStream log) {
    Tail known = tail;
    if (known == null) {
      known = new Tail();
      tail = known;
    }
    return known.of(log);
  }

  /** Whether what came of it was taken. */
  public boolean isEnded() {
    return outcome != null;
  }

  /** What became of the model, as far as this command tells. */
  Fate fate() {
    boolean isRolledOut = rolledOut == null ? getReport().isRolledOut() : rolledOut;
    return Fate.of(
        endedBy == null ? getCommand() : endedBy, Outcome.named(getOutcome()), isRolledOut);
  }

  /**
   * Takes what came of it.
   *
   * @param by the command whose report it is, where that is another one
   */
  public void end(Report report, Verb by) throws IOException {
    endedBy = by.word();
    end(report);
  }

  /** Takes what came of it. */
  public void end(Report report) throws IOException {
    outcome = report.outcome().name();
    rolledOut = report.isRolledOut();
    headline = report.headline();
    version = report.version();
    image = report.image();
    metrics = new ArrayList<>(report.metrics());
    tail = null;
    getRun().save();
  }

  /** Takes that it came to no report. */
  public void fail(String why) throws IOException {
    outcome = Outcome.BROKEN.name();
    headline = why;
    tail = null;
    getRun().save();
  }

  /** Where the report is kept. */
  public File folder() {
    return new File(new File(getRun().getRootDir(), "mlbox"), String.valueOf(id));
  }

  @Override
  public void onAttached(Run<?, ?> attached) {
    run = attached;
  }

  @Override
  public void onLoad(Run<?, ?> loaded) {
    run = loaded;
  }

  /** The build. */
  public Run<?, ?> getRun() {
    Run<?, ?> known = run;
    if (known == null) {
      throw new IllegalStateException("an action without a build");
    }
    return known;
  }

  /** Where its command ran, and with what; empty in what another version of the plugin wrote. */
  public Optional<Place> place() {
    return node == null || workspace == null || terms == null
        ? Optional.empty()
        : Optional.of(
            new Place(
                node,
                workspace,
                terms,
                programs == null ? Map.of() : programs,
                Util.fixNull(labels)));
  }

  @Override
  public String getIconFileName() {
    return "symbol-cube";
  }

  @Override
  public String getDisplayName() {
    long before = MlboxActions.before(this);
    return "mlbox " + getCommand() + (before == 0 ? "" : " (" + (before + 1) + ")");
  }

  @Override
  public String getUrlName() {
    return id <= 1 ? "mlbox" : "mlbox-" + id;
  }

  /** The command's word. */
  @Exported
  public String getCommand() {
    return verb == null ? "" : verb;
  }

  /** Path of mlbox.yaml in the workspace. */
  public String getConfig() {
    return terms == null ? "" : terms.config();
  }

  /** Who asked for it by hand; empty when the build did. */
  @Exported
  public String getUser() {
    return user == null ? "" : user;
  }

  /** Whether there is no result yet. */
  @Exported
  public boolean isRunning() {
    // A command that was started by hand runs when its build is long over.
    return outcome == null && (tail != null || getRun().isBuilding());
  }

  /** A word of the outcome table; empty while it runs. */
  @Exported
  public String getOutcome() {
    String unknown = isRunning() ? "" : Outcome.BROKEN.name();
    return outcome == null ? unknown : outcome;
  }

  /** How a theme colours the outcome. */
  public String getStyle() {
    return getOutcome().isEmpty() ? "" : Outcome.named(getOutcome()).style();
  }

  @Exported
  public String getHeadline() {
    String none = isRunning() ? Messages.MlboxAction_running() : Messages.MlboxAction_cut();
    return headline == null ? none : headline;
  }

  @Exported
  public String getVersion() {
    return version == null ? "" : version;
  }

  @Exported
  public String getImage() {
    return image == null ? "" : image;
  }

  /** Those that gates ask for first. */
  public List<MetricPoint> getMetrics() {
    return metrics == null ? List.of() : List.copyOf(metrics);
  }

  /** One line a gate. */
  @Exported
  public List<String> getFindings() {
    return getReport().findings();
  }

  /** The whole report, read from its file; empty when it is gone. */
  public Report getReport() {
    return CommandRun.kept(folder()).orElseGet(() -> Report.of("", 5));
  }

  /** Whether the command wrote a page. */
  public boolean isPagePresent() {
    return new ReportPage(folder()).isPresent();
  }

  /** What a running command has said so far; null for one that does not run. */
  public @Nullable Tail getTail() {
    return tail;
  }

  /** Whether the buttons make sense: where it ran is known, and the command changed what serves. */
  public boolean isChangeable() {
    return place().isPresent() && (CHANGING.contains(getCommand()) || !getUser().isEmpty());
  }

  public Permission getPromotePermission() {
    return MlboxPermissions.PROMOTE;
  }

  public Permission getRevertPermission() {
    return MlboxPermissions.REVERT;
  }

  /** The command's page. */
  public void doPage(StaplerResponse2 response) throws IOException {
    new ReportPage(folder()).send(response);
  }

  /** Promotes the canary, whatever has been shown of it. */
  @POST
  public HttpResponse doPromote(@QueryParameter @Nullable String reason) throws IOException {
    getRun().checkPermission(MlboxPermissions.PROMOTE);
    return ByHand.begin(this, Verb.PROMOTE, Util.fixNull(reason));
  }

  /** Ends the canary, or goes back to the version before. */
  @POST
  public HttpResponse doRevert(@QueryParameter @Nullable String reason) throws IOException {
    getRun().checkPermission(MlboxPermissions.REVERT);
    return ByHand.begin(this, Verb.REVERT, Util.fixNull(reason));
  }
}
