package dev.mlbox.jenkins.page;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The stages that a rollout has come through so far, read from the command's lines while it runs:
 * when each began, and what was last said of it. The report has the counts when it is over.
 */
public final class Course {
  private static final int MOST = 50;
  private static final Pattern LINE =
      Pattern.compile("  (start|probe|shadow|canary|await|promote|watch|revert) +(.*)");
  private static final Pattern WEIGHT = Pattern.compile("\\b\\d+(?:\\.\\d+)?%(?= of the traffic)");
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

  private final ZoneId zone;
  private final List<Stage> stages = new ArrayList<>();

  Course(ZoneId zone) {
    this.zone = zone;
  }

  /**
   * One stage.
   *
   * @param since when it began, by the controller's clock
   * @param name of the stage, with the canary's weight where it has one
   * @param text what was last said of it
   */
  public record Stage(String since, String name, String text) {
    public String getSince() {
      return since;
    }

    public String getName() {
      return name;
    }

    public String getText() {
      return text;
    }
  }

  /** Takes a line of the log; most are of something else. */
  synchronized void add(String line, Instant now) {
    Matcher found = LINE.matcher(line);
    if (!found.matches()) {
      return;
    }
    Matcher weight = WEIGHT.matcher(found.group(2));
    String name = found.group(1) + (weight.find() ? " " + weight.group() : "");
    int last = stages.size() - 1;
    if (last >= 0 && stages.get(last).name().equals(name)) {
      stages.set(last, new Stage(stages.get(last).since(), name, found.group(2)));
    } else if (stages.size() < MOST) {
      stages.add(new Stage(CLOCK.format(now.atZone(zone)), name, found.group(2)));
    }
  }

  synchronized List<Stage> stages() {
    return List.copyOf(stages);
  }
}
