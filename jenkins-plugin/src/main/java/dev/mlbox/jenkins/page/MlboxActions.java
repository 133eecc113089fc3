package dev.mlbox.jenkins.page;

import dev.mlbox.jenkins.agent.CommandRun;
import dev.mlbox.jenkins.agent.Program;
import dev.mlbox.jenkins.agent.Site;
import dev.mlbox.jenkins.command.Verb;
import dev.mlbox.jenkins.result.Outcome;
import hudson.model.Run;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The actions of a build's commands, numbered from 1. */
public final class MlboxActions {
  private MlboxActions() {}

  /**
   * Adds an action to a build for a command that begins.
   *
   * @param node name of the agent
   * @param user who asked for it by hand; empty when the build did
   */
  public static MlboxAction begin(
      Run<?, ?> run, CommandRun command, Site site, String node, String user) {
    Place place =
        new Place(
            node,
            site.workspace().getRemote(),
            command.terms(),
            Program.given(site.environment()),
            Labels.of(site.workspace()));
    return begin(run, command.verb(), place, user);
  }

  /**
   * Adds an action for a command that a person asks for. It is kept at once: nobody else saves a
   * build that is over, and after a controller's restart it says who asked, and that no result came.
   *
   * @param origin the command on whose page the person was
   */
  static MlboxAction byHand(MlboxAction origin, Verb verb, String user) throws IOException {
    Run<?, ?> run = origin.getRun();
    int deploy = deploy(origin).map(MlboxAction::id).orElse(0);
    MlboxAction action;
    synchronized (run) {
      action = new MlboxAction(next(run), verb, origin.place().orElseThrow(), user, deploy);
      run.addAction(action);
    }
    run.save();
    return action;
  }

  private static MlboxAction begin(Run<?, ?> run, Verb verb, Place place, String user) {
    synchronized (run) {
      MlboxAction action = new MlboxAction(next(run), verb, place, user, 0);
      run.addAction(action);
      return action;
    }
  }

  /**
   * The configuration that a command's rollout began with, as it is kept with the build; empty when
   * its workspace has the only one. Never that of another rollout, which may be of another model.
   */
  static Optional<File> configuration(MlboxAction action) {
    return deploy(action)
        .map(deploy -> new File(deploy.folder(), CommandRun.CONFIG))
        .filter(File::isFile);
  }

  /** The deploy that began what a command is about; empty where more than one may have. */
  static Optional<MlboxAction> deploy(MlboxAction action) {
    if (isDeploy(action)) {
      return Optional.of(action);
    } else if (action.follows() != 0) {
      return of(action.getRun(), action.follows());
    }
    // What a version before this one wrote for a command by hand.
    List<MlboxAction> possible =
        action.getRun().getActions(MlboxAction.class).stream()
            .filter(each -> isDeploy(each) && each.id() < action.id())
            .filter(each -> each.getConfig().equals(action.getConfig()))
            .toList();
    return possible.size() == 1 ? Optional.of(possible.get(0)) : Optional.empty();
  }

  private static boolean isDeploy(MlboxAction action) {
    return action.getCommand().equals(Verb.DEPLOY.word());
  }

  private static boolean isFollow(MlboxAction action) {
    return action.getCommand().equals(Verb.FOLLOW.word());
  }

  /**
   * Which agents may do what the build's own one did, with its credentials: those with all its
   * labels, itself where it had none, and those that a step names which follows the rollout.
   *
   * @return an expression of labels; empty where nobody may
   */
  static String agents(MlboxAction action) {
    String alike = action.place().map(Place::likeIt).orElse("");
    int deploy = deploy(action).map(MlboxAction::id).orElse(0);
    Optional<String> named =
        action.getRun().getActions(MlboxAction.class).stream()
            .filter(each -> isFollow(each) && each.follows() == deploy)
            .map(MlboxAction::agents)
            .filter(label -> !label.isBlank())
            .findFirst();
    return named
        .map(label -> alike.isEmpty() ? label : "(%s) || (%s)".formatted(alike, label))
        .orElse(alike);
  }

  /**
   * Adds an action to the build for what becomes of a deploy's rollout.
   *
   * @param agents that the step names, an expression of labels; empty for any
   */
  public static MlboxAction follow(MlboxAction deploy, String agents) {
    Run<?, ?> run = deploy.getRun();
    synchronized (run) {
      MlboxAction action =
          new MlboxAction(
              next(run), Verb.FOLLOW, deploy.place().orElseThrow(), "", deploy.id(), agents);
      run.addAction(action);
      return action;
    }
  }

  private static int next(Run<?, ?> run) {
    return run.getActions(MlboxAction.class).size() + 1;
  }

  /**
   * The build's last deploy that has rolled something out and that nobody follows, so that each of
   * several is followed once; where all are, the last one.
   */
  public static Optional<MlboxAction> toFollow(Run<?, ?> run) {
    synchronized (run) {
      List<MlboxAction> deploys =
          run.getActions(MlboxAction.class).stream()
              .filter(MlboxActions::isDeploy)
              .filter(each -> !each.getVersion().isEmpty() && each.place().isPresent())
              .toList();
      return deploys.stream()
          .filter(deploy -> !isFollowed(run, deploy))
          .reduce((first, last) -> last)
          .or(() -> deploys.stream().reduce((first, last) -> last));
    }
  }

  private static boolean isFollowed(Run<?, ?> run, MlboxAction deploy) {
    return run.getActions(MlboxAction.class).stream()
        .anyMatch(each -> isFollow(each) && each.follows() == deploy.id());
  }

  /**
   * Whether a command tells how the rollout ended that another one of the build has begun: it
   * followed that one, or a person promoted or took back what it had rolled out.
   */
  static boolean isEndOf(MlboxAction later, MlboxAction begun) {
    boolean followed =
        isFollow(later) && (later.follows() == 0 || later.follows() == begun.id());
    boolean byHand =
        !later.getUser().isEmpty()
            && later.getOutcome().equals(Outcome.SUCCEEDED.name())
            && (later.follows() == 0
                ? later.getConfig().equals(begun.getConfig())
                : later.follows() == begun.id());
    return later.isEnded()
        && later.id() > begun.id()
        && isDeploy(begun)
        && (followed || byHand);
  }

  /** How many of its build have the same command and came before it. */
  static long before(MlboxAction action) {
    return action.getRun().getActions(MlboxAction.class).stream()
        .filter(each -> each.id() < action.id())
        .filter(each -> each.getCommand().equals(action.getCommand()))
        .count();
  }

  /** The action of a build by its number. */
  public static Optional<MlboxAction> of(Run<?, ?> run, int id) {
    return run.getActions(MlboxAction.class).stream()
        .filter(each -> each.id() == id)
        .findFirst();
  }
}
