package dev.mlbox.jenkins.agent;

import dev.mlbox.jenkins.command.Masking;
import dev.mlbox.jenkins.command.Verb;
import dev.mlbox.jenkins.result.Report;
import dev.mlbox.jenkins.settings.MlboxConfiguration;
import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Run;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One command of one build, from its start to its report. It can be kept and looked at again by
 * another controller process; a command that was lost with its agent is started again, which is
 * safe because each command goes on where the last one stopped.
 */
public final class CommandRun implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int MOST_STARTS = 3;
  private static final String REPORT = "report.json";

  /** The command's page, its gates as JUnit has tests, and the page in Markdown; as it calls them. */
  public static final String PAGE = "index.html";

  public static final String TESTS = "junit.xml";
  public static final String TEXT = "report.md";

  /** The configuration of a rollout that others go on with, for whoever asks how it goes. */
  public static final String CONFIG = "mlbox.yaml";

  private final Verb verb;
  private final ArrayList<String> more;
  private final Terms terms;
  private @Nullable AgentCommand command;
  private int starts;
  private boolean stopped;
  private transient @Nullable Masking log;
  private transient boolean toBeKept;

  /** A command that has not begun. */
  public CommandRun(Verb verb, List<String> more, Terms terms) {
    this.verb = verb;
    this.more = new ArrayList<>(more);
    this.terms = terms;
  }

  /** The same command, not begun, with its configuration in another place. */
  public CommandRun reading(String file) {
    return new CommandRun(verb, more, terms.reading(file));
  }

  public Verb verb() {
    return verb;
  }

  public Terms terms() {
    return terms;
  }

  public boolean isStarted() {
    return command != null;
  }

  /** Starts it. A fork's pull request gets no secret, and may not change what serves. */
  public void start(Run<?, ?> run, Site site) throws IOException, InterruptedException {
    if (verb.changesTarget() && Forks.isFork(run)) {
      throw new AbortException(Messages.CommandRun_fork(verb.word()));
    }
    List<String> words = words(verb, more, site.environment());
    Secrets secrets = secrets(run);
    log = new Masking(secrets.masked());
    command = AgentCommand.start(terms.order(verb, words), terms.tool(), secrets, site);
    starts++;
  }

  /** A check in the build of a pull request shows its finding there, as far as it may. */
  static List<String> words(Verb verb, List<String> more, Map<String, String> environment) {
    boolean reviews =
        verb == Verb.CHECK
            && environment.containsKey("CHANGE_ID")
            && environment.containsKey("CHANGE_URL");
    List<String> words = new ArrayList<>(more);
    if (reviews) {
      words.add("--pr");
    }
    return words;
  }

  /**
   * Passes on what it wrote.
   *
   * @param out where to
   * @param keep the folder that gets its report
   * @return the report; empty while it runs
   */
  public Optional<Report> look(Run<?, ?> run, Site site, OutputStream out, File keep)
      throws IOException, InterruptedException {
    AgentCommand present = command;
    Optional<Report> before = kept(keep);
    if (before.isPresent()) {
      // A controller that was killed when it had the report, before it went on, has it still.
      return before;
    }
    if (present == null) {
      throw new IllegalStateException("not started");
    }
    if (verb == Verb.DEPLOY) {
      keepConfiguration(site, keep);
    }
    Masking masking = log;
    if (masking == null) {
      masking = new Masking(secrets(run).masked());
      log = masking;
    }
    Integer code = present.look(site, masking.to(out));
    toBeKept = present.hasWritten() && masking.isWhole();
    if (code == null) {
      return Optional.empty();
    }
    masking.end(out);
    String json = present.report(site);
    if (json.isEmpty() && code < 0 && !stopped && starts < MOST_STARTS) {
      site.listener().getLogger().println(Messages.CommandRun_lost(verb.word()));
      present.remove(site);
      start(run, site);
      return Optional.empty();
    }
    Report report = Report.of(json, code);
    keep(report, json, site, keep);
    present.remove(site);
    return Optional.of(report);
  }

  /**
   * Whether the last look has shown lines, which would be shown again by a controller that goes on
   * from what was kept before it.
   */
  public boolean isToBeKept() {
    return toBeKept;
  }

  /** Asks it to end; it still has to be looked at until it has. */
  public void stop(Site site) throws IOException, InterruptedException {
    stopped = true;
    if (command != null) {
      command.stop(site);
    }
  }

  /** The report that a folder has; it gets there before anything else is done with it. */
  public static Optional<Report> kept(File folder) {
    Path file = folder.toPath().resolve(REPORT);
    try {
      return Files.isRegularFile(file)
          ? Optional.of(Report.of(Files.readString(file, StandardCharsets.UTF_8), 5))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Removes the report from a folder in which another command is to leave its own. */
  public static void forget(File folder) throws IOException {
    Files.deleteIfExists(folder.toPath().resolve(REPORT));
  }

  /** At once: a deploy that loses its agent has to be taken back from another one. */
  private void keepConfiguration(Site site, File folder) throws IOException, InterruptedException {
    File kept = new File(folder, CONFIG);
    if (!kept.isFile()) {
      Files.createDirectories(folder.toPath());
      copy(site.workspace().child(terms.config()), kept);
    }
  }

  private void keep(Report report, String json, Site site, File folder)
      throws IOException, InterruptedException {
    Files.createDirectories(folder.toPath());
    if (verb == Verb.DEPLOY) {
      copy(site.workspace().child(terms.config()), new File(folder, CONFIG));
    }
    Files.writeString(folder.toPath().resolve(REPORT), json, StandardCharsets.UTF_8);
    for (String file : report.files()) {
      if (file.endsWith(".html")) {
        FilePath page = site.workspace().child(file);
        copy(page, new File(folder, PAGE));
        for (String beside : List.of(TESTS, TEXT)) {
          copy(page.sibling(beside), new File(folder, beside));
        }
      }
    }
  }

  /** All of it or nothing: half a configuration may be a valid one of another target. */
  static void copy(FilePath from, File to) throws IOException, InterruptedException {
    if (from.exists()) {
      Path part = to.toPath().resolveSibling(to.getName() + ".part");
      from.copyTo(new FilePath(part.toFile()));
      Files.move(part, to.toPath(), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private Secrets secrets(Run<?, ?> run) throws IOException {
    return Forks.isFork(run)
        ? Secrets.none()
        : Secrets.of(terms.credentials().or(MlboxConfiguration.get().credentialIds()), run);
  }
}
