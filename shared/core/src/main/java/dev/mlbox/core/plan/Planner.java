package dev.mlbox.core.plan;

import dev.mlbox.core.config.CanaryConfig;
import dev.mlbox.core.config.DeployConfig;
import dev.mlbox.core.config.Durations;
import dev.mlbox.core.config.LoadConfig;
import dev.mlbox.core.config.MlboxConfig;
import dev.mlbox.core.config.ServerConfig;
import dev.mlbox.core.config.Shown;
import dev.mlbox.core.config.Stated;
import dev.mlbox.core.config.TrainConfig;
import dev.mlbox.core.judge.Criterion;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.rollout.Promotion;
import dev.mlbox.core.rollout.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Which steps a goal needs. */
public final class Planner {
  private Planner() {}

  /**
   * The steps of a goal.
   *
   * @throws MlboxException INVALID when the configuration lacks what the goal needs
   */
  public static Plan plan(Goal goal, MlboxConfig config) {
    List<Step> steps = new ArrayList<>();
    steps.addAll(origin(config));
    if (goal.includes(Goal.EVALUATE)) {
      steps.add(
          new Step(
              "evaluate",
              "%s, target %s"
                  .formatted(
                      Shown.of(config.evaluate().data().text()),
                      config.evaluate().target().text())));
    }
    if (goal.includes(Goal.CHECK)) {
      config.evaluate().gates().forEach(gate -> steps.add(new Step("gate", gate.text())));
    }
    if (goal.includes(Goal.BOX)) {
      steps.add(box(config.deploy()));
    }
    if (goal.includes(Goal.DEPLOY)) {
      steps.addAll(rollout(config.deploy()));
    }
    return new Plan(goal, steps);
  }

  /** The steps of a deploy that takes what another environment has promoted. */
  public static Plan handedOver(String from, MlboxConfig config) {
    List<Step> steps = new ArrayList<>();
    steps.add(new Step("box", "as %s promoted it; nothing is built".formatted(from)));
    steps.addAll(rollout(config.deploy()));
    return new Plan(Goal.DEPLOY, steps);
  }

  private static List<Step> origin(MlboxConfig config) {
    List<Step> steps = new ArrayList<>();
    TrainConfig train = config.model().train();
    if (train != null) {
      String what = train.run() == null ? Objects.requireNonNull(train.notebook()) : train.run();
      steps.add(new Step("train", what + " → " + train.output()));
    }
    LoadConfig load = config.model().load();
    if (load != null) {
      steps.add(new Step("load", Shown.of(load.from())));
    }
    ServerConfig server = config.model().server();
    if (server != null) {
      steps.add(new Step("server", server.words()));
    }
    return steps;
  }

  private static Step box(DeployConfig deploy) {
    if (deploy.target() == DeployConfig.Target.LOCAL) {
      return new Step("box", "a folder for the local target");
    }
    Stated image = deploy.image();
    if (image == null && deploy.nodes().isPresent()) {
      return new Step(
          "box", "into the nodes of %s, on %s".formatted(deploy.nodes().get(), deploy.base()));
    }
    if (image == null) {
      throw MlboxException.invalid(
          Problem.of("deploy.image is not set")
              .at(deploy.place())
              .expected("the repository that the cluster pulls from")
              .remedy(
                  "add a line such as `image: registry.example.com/team/model`, or name a context of kind, k3d or minikube, which need none"));
    }
    return new Step("box", image.text() + " on " + deploy.base());
  }

  /** Drift is judged unasked: a canary that is reverted by it should be no surprise. */
  private static String criteria(List<Criterion> asked) {
    String all = asked.stream().map(Criterion::text).collect(Collectors.joining(", or "));
    boolean drift = asked.stream().anyMatch(each -> each.kind() == Criterion.Kind.DRIFT);
    return drift
        ? all
        : "%s, or %s where both models' answers are known"
            .formatted(all, Criterion.USUAL_DRIFT.text());
  }

  private static String byHand(Promotion promotion) {
    return promotion.isManual()
        ? ", when somebody says `mlbox promote` within " + Durations.words(promotion.deadline())
        : "";
  }

  private static List<Step> rollout(DeployConfig deploy) {
    CanaryConfig canary = deploy.canary();
    List<Step> steps = new ArrayList<>();
    if (canary.probe() > 0) {
      steps.add(
          new Step("probe", "%d evaluated rows, served = evaluated".formatted(canary.probe())));
    }
    if (deploy.target() == DeployConfig.Target.KUBERNETES) {
      steps.add(new Step("traffic", "split " + deploy.traffic().words()));
    }
    steps.add(
        new Step(
            "canary",
            "%s; reverted if %s"
                .formatted(
                    canary.rules().weights().stream()
                        .map(Weight::toString)
                        .collect(Collectors.joining(" ▸ ")),
                    criteria(canary.revertIf()))));
    steps.add(new Step("promote", "to " + deploy.target() + byHand(canary.rules().promotion())));
    if (!canary.rules().watch().isZero()) {
      Weight holdout = canary.rules().heldOut(false);
      String beside = holdout.isZero() ? "" : ", the old version keeps " + holdout;
      steps.add(new Step("watch", Durations.words(canary.rules().watch()) + beside));
    }
    return steps;
  }
}
