package dev.mlbox.engine;

import dev.mlbox.core.config.DeployConfig;
import dev.mlbox.core.config.NotifyConfig;
import dev.mlbox.core.event.Event;
import dev.mlbox.core.event.Listener;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.run.Outcome;
import dev.mlbox.core.run.RunReport;
import dev.mlbox.engine.notify.Awaited;
import dev.mlbox.engine.notify.Messenger;
import dev.mlbox.engine.notify.Notice;
import dev.mlbox.engine.project.Project;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Tells the configured web hooks what came of a command that rolls out. */
final class Herald {
  private static final Set<String> ROLLING = Set.of("deploy", "promote", "revert");
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** What a pilot in the cluster drives to its end, where one is configured. */
  private static final Set<String> PILOTED = Set.of("deploy", "promote");

  private final Project project;

  Herald(Project project) {
    this.project = project;
  }

  /** What a command ended with. */
  void tell(RunReport report) {
    if (project.invocation().command().equals("deploy")
        && report.rollout() != null
        && report.rollout().promotedByOther()) {
      // Whoever promoted it by hand tells.
      return;
    }
    String version = report.release() == null ? "" : report.release().version();
    tell(report.outcome(), version, report.headline(), report.rollout() != null);
  }

  /** What a command broke off with. */
  void tell(MlboxException e) {
    tell(Outcome.of(e.fault()), "", e.problems().get(0).message(), false);
  }

  private void tell(Outcome outcome, String version, String text, boolean rolled) {
    if (ROLLING.contains(project.invocation().command())) {
      String word = word(project.invocation().command(), outcome);
      messenger(rolled).tell(notice(word, version, text));
    }
  }

  /** To a channel, a version that was taken back is one, whoever wanted it. */
  static String word(String command, Outcome outcome) {
    boolean wanted = command.equals("revert") && outcome == Outcome.SUCCEEDED;
    Outcome known = wanted || outcome == Outcome.INTERRUPTED ? Outcome.REVERTED : outcome;
    return known.name().toLowerCase(Locale.ROOT);
  }

  /** A listener that also tells when a person is waited for. */
  Listener alsoAwaiting(Listener listener) {
    return Awaited.also(listener, text -> messenger(true).tell(notice(Awaited.OUTCOME, "", text)));
  }

  /** Without the hooks that a pilot in the cluster tells. */
  private Messenger messenger(boolean rolled) {
    boolean piloted =
        rolled
            && PILOTED.contains(project.invocation().command())
            && project.config().deploy().pilot() == DeployConfig.Pilot.CLUSTER;
    List<NotifyConfig.Hook> own =
        project.config().notices().hooks().stream()
            .filter(hook -> !piloted || hook.secret() == null)
            .toList();
    return new Messenger(
        own,
        project.invocation().environment(),
        text -> project.invocation().listener().on(new Event.Noted("notify", text)),
        PAUSE);
  }

  private Notice notice(String outcome, String version, String text) {
    DeployConfig deploy = project.config().deploy();
    String namespace = deploy.namespace() == null ? "" : ", namespace " + deploy.namespace();
    String environment =
        project.environment() == null ? "" : ", environment " + project.environment().name();
    return new Notice(
        project.config().model().name(),
        deploy.target() + namespace + environment,
        outcome,
        version,
        text,
        Who.am(project.invocation()),
        Instant.now(),
        links(project.invocation().environment()));
  }

  /** The build, as the CI that runs it names it. */
  static List<Notice.Link> links(Map<String, String> environment) {
    List<Notice.Link> links = new ArrayList<>();
    for (String variable : List.of("BUILD_URL", "CI_JOB_URL")) {
      String url = environment.get(variable);
      if (url != null) {
        links.add(new Notice.Link("build", url));
      }
    }
    String server = environment.get("GITHUB_SERVER_URL");
    String repository = environment.get("GITHUB_REPOSITORY");
    String run = environment.get("GITHUB_RUN_ID");
    if (server != null && repository != null && run != null) {
      links.add(
          new Notice.Link("build", "%s/%s/actions/runs/%s".formatted(server, repository, run)));
    }
    return links;
  }
}
