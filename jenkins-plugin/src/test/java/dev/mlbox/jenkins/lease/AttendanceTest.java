package dev.mlbox.jenkins.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.jenkins.result.Report;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An aborted look took folder and kubeconfig from a promotion that went on. */
class AttendanceTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final Ending command = new Ending();

  /** Ends so many looks after it was asked to. */
  private static final class Ending implements Attendance.Command {
    private final List<String> asked = new ArrayList<>();
    private int looksToEnd = 2;
    private boolean isGone;

    @Override
    public Optional<Report> look() throws IOException {
      if (isGone) {
        throw new IOException("the agent b went away");
      }
      asked.add("look");
      boolean ended = asked.stream().anyMatch(word -> !word.equals("look")) && --looksToEnd < 0;
      return ended ? Optional.of(Report.of("{\"outcome\": \"REVERTED\"}", 2)) : Optional.empty();
    }

    @Override
    public void stop(Attendance.Why why) {
      asked.add(why.name());
    }
  }

  @AfterEach
  void noInterruptIsLeftToOthers() {
    boolean unused = Thread.interrupted();
  }

  @Test
  void anInterruptedCommandIsAskedToEndAndWaitedFor() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> new Attendance(command).within(LONG))
        .isInstanceOf(InterruptedException.class);

    assertThat(command.asked).containsExactly("look", "INTERRUPTED", "look", "look", "look");
  }

  @Test
  void aCommandThatDoesNotEndIsLeftAfterAWhile() {
    command.looksToEnd = Integer.MAX_VALUE;
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> new Attendance(command, Duration.ofMillis(300)).within(LONG))
        .isInstanceOf(InterruptedException.class);

    assertThat(command.asked).contains("INTERRUPTED").hasSizeLessThan(10);
  }

  @Test
  void anAgentThatIsGoneMeanwhileIsNotWaitedFor() {
    Attendance.Command gone =
        new Attendance.Command() {
          @Override
          public Optional<Report> look() throws IOException {
            return command.look();
          }

          @Override
          public void stop(Attendance.Why why) {
            command.isGone = true;
          }
        };
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> new Attendance(gone).within(LONG))
        .isInstanceOf(InterruptedException.class)
        .satisfies(
            e -> assertThat(e.getSuppressed()[0]).hasMessage("the agent b went away"));
  }

  @Test
  void aCommandThatTakesTooLongIsAskedOnceAndSaysWhatCameOfIt() throws Exception {
    Report report = new Attendance(command).within(Duration.ZERO);

    assertThat(report.outcome().name()).isEqualTo("REVERTED");
    assertThat(command.asked).containsExactly("look", "TOO_LONG", "look", "look", "look");
  }
}
