package dev.mlbox.jenkins.command;

import java.util.Locale;

/** The commands that a build can run; named as on the command line. */
public enum Verb {
  TRAIN,
  EVALUATE,
  CHECK,
  BOX,
  DEPLOY,
  PROMOTE,
  REVERT,
  FOLLOW,
  STATUS;

  /** The command's word. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The name of the Pipeline step. */
  public String step() {
    return "mlbox" + name().charAt(0) + word().substring(1);
  }

  /** Whether it changes what serves; such a command is never run for a fork's pull request. */
  public boolean changesTarget() {
    return this == DEPLOY || this == PROMOTE || this == REVERT;
  }
}
