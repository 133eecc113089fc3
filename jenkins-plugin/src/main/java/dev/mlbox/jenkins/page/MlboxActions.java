package dev.mlbox.jenkins.page;

import dev.mlbox.jenkins.agent.CommandRun;
import dev.mlbox.jenkins.agent.Site;
import dev.mlbox.jenkins.command.Verb;
import hudson.model.Run;
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
    synchronized (run) {
      MlboxAction action = new MlboxAction(next(run), command, site, node, user);
      run.addAction(action);
      return action;
    }
  }

  /** Adds an action to the build for what becomes of a deploy's rollout. */
  public static MlboxAction follow(MlboxAction deploy) {
    Run<?, ?> run = deploy.getRun();
    synchronized (run) {
      MlboxAction action = new MlboxAction(next(run), Verb.FOLLOW, deploy);
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
              .filter(each -> each.getCommand().equals(Verb.DEPLOY.word()))
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
        .anyMatch(each -> each.follows() == deploy.id());
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
