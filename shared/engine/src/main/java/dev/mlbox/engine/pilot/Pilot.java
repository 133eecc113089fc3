package dev.mlbox.engine.pilot;

import dev.mlbox.core.config.ConfigReader;
import dev.mlbox.core.config.DeployConfig;
import dev.mlbox.core.config.MlboxConfig;
import dev.mlbox.core.event.Listener;
import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.rollout.Holder;
import dev.mlbox.core.rollout.RolloutRecord;
import dev.mlbox.core.rollout.Splitting;
import dev.mlbox.core.run.Handover;
import dev.mlbox.core.run.Pace;
import dev.mlbox.core.run.RolloutEnd;
import dev.mlbox.engine.config.YamlSettings;
import dev.mlbox.engine.ground.WallClock;
import dev.mlbox.engine.kubernetes.KubernetesTarget;
import dev.mlbox.engine.narration.Narrator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The program of the pilot's Job. It ends well when the rollout has ended, however, and when it is
 * somebody else's; it fails when it has to be started again. Being told to end is no interrupt: the
 * next pilot goes on within the lease.
 */
public final class Pilot {
  private static final int AGAIN = 1;

  /** As boxes have it. */
  private static final int METRICS_PORT = 9090;

  private final Map<String, String> environment;

  private Pilot(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Arguments are not looked at; what it needs is in its environment. */
  public static void main(String[] arguments) {
    System.exit(new Pilot(System.getenv()).run());
  }

  private int run() {
    try {
      MlboxConfig config =
          ConfigReader.read(
              YamlSettings.parse(variable("MLBOX_PILOT_SETTINGS"), "mlbox.yaml"), Path.of("."));
      DeployConfig deploy = config.deploy().inCluster();
      // Found by whoever began, who may look at more than a pilot may.
      deploy =
          deploy.splitting(deploy.traffic().by(Splitting.parse(variable("MLBOX_PILOT_SPLITTING"))));
      try (KubernetesTarget cluster =
          KubernetesTarget.open(config.model().name(), deploy, environment, new WallClock())) {
        return fly(cluster, config);
      }
    } catch (MlboxException e) {
      System.err.println("mlbox: " + e.getMessage());
      return AGAIN;
    }
  }

  private int fly(KubernetesTarget cluster, MlboxConfig config) {
    DeployConfig deploy = config.deploy();
    String job = variable("MLBOX_PILOT_JOB");
    String version = variable("MLBOX_PILOT_OF");
    String from = variable("MLBOX_PILOT_FROM");
    String pod = variable("MLBOX_PILOT_POD");
    Holder me = new Holder(job + "/" + pod + "/" + UUID.randomUUID(), "the pilot in pod " + pod);
    PilotNotices notices = new PilotNotices(config, cluster.place(), version, pod);
    Listener narrator =
        notices.alsoAwaiting(new Narrator(System.out::println), environment, System.out::println);
    PilotMetrics metrics = new PilotMetrics(config.model().name(), version, InstantSource.system());
    MetricsPage page = page(metrics);
    Handover handover =
        new Handover(
            cluster.target(),
            deploy.canary(),
            me,
            new Pace(new WallClock(), both(narrator, metrics), () -> false));
    try {
      Optional<RolloutEnd> end =
          handover.goOn(
              version, other -> other.id().equals(from) || other.id().startsWith(job + "/"));
      System.out.println(
          end.map(found -> found.outcome() + " " + found.reason())
              .orElse("the rollout of " + version + " is over, or somebody else's"));
      end.ifPresent(found -> notices.tell(found, environment, System.out::println));
      return 0;
    } catch (MlboxException e) {
      if (e.fault() != Fault.SUPERSEDED) {
        throw e;
      }
      System.out.println(e.getMessage());
      // A Job is done when one of its pods ends well; another pilot of it may be flying.
      return isFellow(cluster.target().memory().load().record(), job) ? AGAIN : 0;
    } finally {
      if (page != null) {
        page.close();
      }
    }
  }

  private static Listener both(Listener one, Listener other) {
    return event -> {
      one.on(event);
      other.on(event);
    };
  }

  /** Nobody has to watch a pilot for it to fly. */
  private @Nullable MetricsPage page(PilotMetrics metrics) {
    try {
      return MetricsPage.open(
          METRICS_PORT,
          environment.getOrDefault("MLBOX_METRICS_TOKEN", "").strip(),
          metrics::scrape);
    } catch (IOException | LinkageError e) {
      System.out.println("no metrics of this pilot: " + e);
      return null;
    }
  }

  private static boolean isFellow(RolloutRecord record, String job) {
    return record.isUnderWay()
        && record.holder() != null
        && record.holder().id().startsWith(job + "/");
  }

  private String variable(String name) {
    return Objects.requireNonNull(environment.get(name), name + " is not set");
  }
}
