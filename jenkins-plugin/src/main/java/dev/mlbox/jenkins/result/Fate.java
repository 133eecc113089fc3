package dev.mlbox.jenkins.result;

import dev.mlbox.jenkins.command.Verb;

/** What became of the model that a command measured. */
public enum Fate {
  /** It serves, or did until another one was promoted. */
  PROMOTED,
  /** It was well, and was not rolled out, or its rollout is under way. */
  PASSED,
  /** It was taken back, by its evidence or by a person. */
  REVERTED,
  /** Anything else: rejected, broken, aborted. */
  OTHER;

  /**
   * By how a command ended.
   *
   * @param verb the command's word
   * @param rolledOut whether a rollout came to its end in it
   */
  public static Fate of(String verb, Outcome outcome, boolean rolledOut) {
    return switch (outcome) {
      case REVERTED -> REVERTED;
      case SUCCEEDED -> verb.equals(Verb.REVERT.word())
          ? REVERTED
          : promotes(verb, rolledOut) ? PROMOTED : PASSED;
      default -> OTHER;
    };
  }

  private static boolean promotes(String verb, boolean rolledOut) {
    return verb.equals(Verb.PROMOTE.word())
        || verb.equals(Verb.FOLLOW.word())
        || (verb.equals(Verb.DEPLOY.word()) && rolledOut);
  }
}
