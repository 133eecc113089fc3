package dev.mlbox.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import jenkins.model.CauseOfInterruption;
import jenkins.model.CauseOfInterruption.UserInterruption;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.junit.jupiter.api.Test;

class StopsTest {
  private final Throwable person = stop(new UserInterruption("erika"));
  private final Throwable failFast = stop(new FailFast());
  private final Throwable byAScript = stop();

  private final Stops stops = new Stops();

  /** As the parallel step has one. */
  private static final class FailFast extends CauseOfInterruption {
    private static final long serialVersionUID = 1L;

    @Override
    public String getShortDescription() {
      return "Failed in branch b0";
    }
  }

  private static Throwable stop(CauseOfInterruption... causes) {
    return new FlowInterruptedException(Result.ABORTED, true, causes);
  }

  @Test
  void aStepTakesBackWhatItBeganForWhoeverAsksFirst() {
    assertThat(new Stops().ask(person)).isEqualTo(Stops.Answer.BEGIN);
    assertThat(new Stops().ask(failFast)).isEqualTo(Stops.Answer.BEGIN);
    assertThat(new Stops().ask(new IllegalStateException())).isEqualTo(Stops.Answer.BEGIN);
  }

  @Test
  void aPersonWhoAsksASecondTimeDoesNotWait() {
    stops.ask(person);

    assertThat(stops.ask(person)).isEqualTo(Stops.Answer.END);
  }

  @Test
  void anAbortedParallelThatFailsFastCutsNobodyShort() {
    stops.ask(person);

    assertThat(stops.ask(failFast)).isEqualTo(Stops.Answer.GO_ON);
    assertThat(stops.why()).contains(person);
  }

  @Test
  void aPersonsAbortAfterAFailedBranchIsTheFirstOne() {
    stops.ask(failFast);

    assertThat(stops.ask(person)).isEqualTo(Stops.Answer.GO_ON);
    assertThat(stops.ask(person)).isEqualTo(Stops.Answer.END);
    assertThat(stops.why()).contains(failFast);
  }

  @Test
  void whatIsNoPersonMayAskAsOftenAsItLikes() {
    for (int i = 0; i < 3; i++) {
      stops.ask(byAScript);
      assertThat(stops.ask(failFast)).isEqualTo(Stops.Answer.GO_ON);
    }
  }

  @Test
  void aStepThatNobodyAskedHasNoReasonToEnd() {
    assertThat(stops.why()).isEmpty();
  }

  @Test
  void anAbortIsStillTheFirstOneAfterARestartOfTheController() throws Exception {
    Stops asked = new Stops();
    asked.ask(new IllegalStateException("stopped"));

    Stops kept = kept(asked);

    assertThat(kept.why().orElseThrow()).hasMessage("stopped");
    assertThat(kept.ask(person)).isEqualTo(Stops.Answer.GO_ON);
    assertThat(kept.ask(person)).isEqualTo(Stops.Answer.END);
  }

  private static Stops kept(Stops stops) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(stops);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (Stops) in.readObject();
    }
  }
}
