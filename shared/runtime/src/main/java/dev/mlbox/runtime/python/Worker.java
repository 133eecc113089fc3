package dev.mlbox.runtime.python;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.time.Duration;
import java.util.List;

/**
 * A seat for one worker process; when the process has ended, the next batch gets a new one, though
 * not at once when that happens again and again. One thread asks at a time; any may close.
 */
final class Worker implements AutoCloseable {
  /** Imports of large libraries from a cold disk take this long. */
  private static final Duration LOADED = Duration.ofMinutes(2);

  private static final int MOST_DOUBLINGS = 5;

  private final Launch launch;
  private final Duration firstRest;
  private Conversation conversation;
  private boolean ready;
  private int deaths;
  private boolean closed;

  /** Starts the process and does not wait for it. */
  Worker(Launch launch, Duration firstRest) {
    this.launch = launch;
    this.firstRest = firstRest;
    this.conversation = new Conversation(launch.start(), launch.prints());
  }

  /**
   * Waits until the function is loaded.
   *
   * @throws MlboxException INVALID when it cannot be
   */
  void awaitReady() {
    JsonNode said = hear(conversation, new byte[0], LOADED, "it was loaded");
    JsonNode error = said.path("error");
    if (!error.isMissingNode()) {
      String line = error.path("line").asText("");
      String by = "run by " + launch.python();
      Problem problem =
          Problem.of("%s cannot be loaded: %s".formatted(launch.target(), words(error)))
              .at(line.isEmpty() || error.path("line").isNull() ? by : line + ", " + by);
      throw new MlboxException(Fault.INVALID, List.of(withLastWords(problem)), null);
    }
    ready = true;
  }

  /**
   * @param rows asked about, for messages
   * @throws MlboxException BROKEN when the function fails, does not answer in time or ends
   */
  JsonNode ask(byte[] question, int rows, Duration limit) {
    Conversation current = current();
    if (!ready) {
      awaitReady();
    }
    JsonNode answer =
        hear(
            current,
            question,
            limit,
            rows == 1 ? "it answered 1 row" : "it answered %d rows".formatted(rows));
    deaths = 0;
    JsonNode error = answer.path("error");
    if (!error.isMissingNode()) {
      Problem problem =
          Problem.of("%s failed: %s".formatted(launch.target(), words(error)))
              .at(error.path("line").textValue());
      throw MlboxException.broken(withLastWords(problem), null);
    }
    if (answer.has("unreadable")) {
      Problem problem = Answer.wrong(launch.target(), answer.path("unreadable").asText());
      throw MlboxException.broken(withLastWords(problem), null);
    }
    return answer;
  }

  /**
   * How long nobody should ask, as the process has ended: zero the first time, then longer and
   * longer, half a minute at most with the usual settings. Somebody who sends rows that kill it
   * must not keep the machine busy with starting it, and it must not be given up either.
   */
  Duration rest() {
    return deaths < 2
        ? Duration.ZERO
        : firstRest.multipliedBy(1L << Math.min(deaths - 2, MOST_DOUBLINGS));
  }

  private synchronized Conversation current() {
    if (closed) {
      throw MlboxException.broken(Problem.of(launch.target() + " is closed"), null);
    }
    if (!conversation.isAlive()) {
      ready = false;
      conversation = new Conversation(launch.start(), launch.prints());
    }
    return conversation;
  }

  private JsonNode hear(Conversation current, byte[] question, Duration limit, String until) {
    try {
      return current.ask(question, limit);
    } catch (Conversation.SilentException e) {
      deaths += e.silence() == Conversation.Silence.INTERRUPTED ? 0 : 1;
      String who = "the Python worker of " + launch.target();
      String what =
          switch (e.silence()) {
            case ENDED ->
                "%s ended with exit code %d before %s".formatted(who, current.exitCode(), until);
            case LATE -> "%s was ended after %s, before %s".formatted(who, words(limit), until);
            case INTERRUPTED -> "%s was interrupted before %s".formatted(who, until);
          };
      Problem problem = Problem.of(what);
      boolean left = e.silence() == Conversation.Silence.ENDED;
      throw MlboxException.broken(left ? ended(problem) : withLastWords(problem), e);
    }
  }

  private Problem withLastWords(Problem problem) {
    String last = conversation.lastWords();
    return last.isEmpty() ? problem : problem.remedy("it printed last: " + last);
  }

  /** What there is to do where it said nothing itself. */
  private Problem ended(Problem problem) {
    Problem told = withLastWords(problem);
    return told.remedy() == null
        ? told.remedy("look for an exit in the code, a crash of a library, or too little memory")
        : told;
  }

  /** {@code ValueError: what it says}, in one line. */
  private static String words(JsonNode error) {
    String message = error.path("message").asText("");
    String line = message.lines().filter(text -> !text.isBlank()).findFirst().orElse("");
    String type = error.path("type").asText();
    return line.isEmpty() ? type : type + ": " + line.strip();
  }

  private static String words(Duration limit) {
    return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
  }

  @Override
  public void close() {
    Conversation last;
    synchronized (this) {
      closed = true;
      last = conversation;
    }
    last.close();
  }
}
