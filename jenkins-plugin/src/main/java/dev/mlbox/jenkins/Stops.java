package dev.mlbox.jenkins;

import java.io.Serializable;
import java.util.Optional;
import jenkins.model.CauseOfInterruption.UserInterruption;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jspecify.annotations.Nullable;

/**
 * Who asked a step to end, and how often. A step that is asked takes back what it began before it
 * ends; only a person who asks a second time does not want to wait for that. One abort can reach a
 * step twice: the branches of a parallel that fails fast are stopped once more as soon as the first
 * of them has ended.
 */
final class Stops implements Serializable {
  private static final long serialVersionUID = 1L;

  private @Nullable Throwable first;
  private boolean person;

  /** What a step does when it is asked to end. */
  enum Answer {
    /** It takes back what it began, then it ends. */
    BEGIN,
    /** It has begun to take it back, and goes on with that. */
    GO_ON,
    /** It ends and leaves the rest to others. */
    END
  }

  /** Asks once more. */
  synchronized Answer ask(Throwable cause) {
    boolean again = person;
    person |= isByPerson(cause);
    if (first == null) {
      first = cause;
      return Answer.BEGIN;
    }
    return again && isByPerson(cause) ? Answer.END : Answer.GO_ON;
  }

  /** Why it ends; empty if it was not asked. */
  synchronized Optional<Throwable> why() {
    return Optional.ofNullable(first);
  }

  private static boolean isByPerson(Throwable cause) {
    return cause instanceof FlowInterruptedException interruption
        && interruption.getCauses().stream().anyMatch(UserInterruption.class::isInstance);
  }
}
