package dev.mlbox.core.review;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a pull request shows of a check: one status on the commit and one comment.
 *
 * @param model its name; a repository may hold several, each with a status and a comment of its own
 * @param state for the status
 * @param title the finding in one line
 * @param body the comment's Markdown below the title
 * @param annotations findings at lines of the configuration
 * @param link to the build or its report; null when there is none
 */
public record Review(
    String model,
    State state,
    String title,
    String body,
    List<Annotation> annotations,
    @Nullable String link) {
  private static final int LONGEST_BODY = 30_000;

  public Review {
    annotations = List.copyOf(annotations);
    if (body.length() > LONGEST_BODY) {
      body = body.substring(0, body.lastIndexOf('\n', LONGEST_BODY)) + "\n\n… (see the report)\n";
    }
  }

  /** What the status is called, the same in every build. */
  public String name() {
    return "mlbox / " + model;
  }

  /**
   * The first line of the comment, by which a later build finds it again. A link definition that
   * nothing links to is shown by no forge, unlike an HTML comment.
   */
  public String marker() {
    return "[//]: # (mlbox check of %s)".formatted(model);
  }

  /** The whole comment. */
  public String comment() {
    return summary() + "<sub>Later pushes update this comment.</sub>\n";
  }

  /** The same for where nothing is updated: a file, a job's summary. */
  public String summary() {
    return "%s\n\n### %s %s\n\n%s".formatted(marker(), state.sign(), Markdown.text(title), body);
  }

  /** The title, cut where a forge takes no more. */
  public String title(int longest) {
    return title.length() <= longest ? title : title.substring(0, longest - 1) + "…";
  }

  /** How the check ended, as far as a status can say it. */
  public enum State {
    PASSED("✅"),
    FAILED("❌"),
    /** There is no verdict: the configuration, the data or the machine stood in the way. */
    BROKEN("⚠️");

    private final String sign;

    State(String sign) {
      this.sign = sign;
    }

    /** A picture for it. */
    public String sign() {
      return sign;
    }
  }
}
